import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Database, database, resetDatabase, serverVersion } from "./client";
import { deadlineExceeded, toDatabaseError } from "./errors";
import { gate, type Visitor } from "./gate";

export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
type Role = "freshet_app" | "freshet_worker" | "freshet_jobs";

const requestDeadlineMs = 5_000;
const workerDeadlineMs = 30_000;

/** What the server gets to end a transaction that is too slow; one that is silent beyond it hangs on a broken connection. */
const graceMs = 2_000;

async function race<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reset = setTimeout(() => void resetDatabase(), graceMs);
      const keep = () => clearTimeout(reset);
      work.then(keep, keep);
      reject(deadlineExceeded());
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work` when a connection is free, and rejects `deadlineMs` later. A connection that hangs has the pool dropped: the
 * driver itself would wait for ever. Throws `database_busy` (503) when none becomes free.
 */
export const withDeadline = <T>(
  work: () => Promise<T>,
  deadlineMs = requestDeadlineMs,
  visitor: Visitor = "request",
): Promise<T> => gate().pass(visitor, () => race(work(), deadlineMs));

/**
 * What ends a transaction whose client hangs, so that its locks do not outlive it. Before Postgres 17 only between
 * statements: one that hangs within a statement is cut off when its host's connection breaks.
 */
const hangTimeout = () =>
  serverVersion() >= 17 ? "transaction_timeout" : "idle_in_transaction_session_timeout";

type Door = { role: Role; workspaceId: string; deadlineMs: number; visitor: Visitor };

function inRole<T>(
  { role, workspaceId, deadlineMs, visitor }: Door,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const settings =
    () => sql`select set_config('role', ${role}, true), set_config('app.workspace_id', ${workspaceId}, true),
    set_config('statement_timeout', ${String(deadlineMs - 500)}, true),
    set_config(${hangTimeout()}, ${String(deadlineMs)}, true)`;
  const run = () =>
    database().transaction(async (tx) => {
      await tx.execute(settings());
      return work(tx);
    });
  return withDeadline(run, deadlineMs, visitor);
}

const forRequest = { deadlineMs: requestDeadlineMs, visitor: "request" } as const;
const forWorker = { deadlineMs: workerDeadlineMs, visitor: "worker" } as const;

/** One transaction that sees and writes the rows of one workspace, without its secrets. Deadline 5 s. */
export const withWorkspace = <T>({ workspaceId }: { workspaceId: string }, work: (tx: Tx) => Promise<T>) =>
  inRole({ ...forRequest, role: "freshet_app", workspaceId }, work);

/** As `withWorkspace`, with the sealed tokens and call budgets. For workers; deadline 30 s. */
export const withWorker = <T>({ workspaceId }: { workspaceId: string }, work: (tx: Tx) => Promise<T>) =>
  inRole({ ...forWorker, role: "freshet_worker", workspaceId }, work);

/** Scheduling columns of every workspace: dispatch and reconcile. Deadline 30 s. */
export const withJobs = <T>(work: (tx: Tx) => Promise<T>) =>
  inRole({ ...forWorker, role: "freshet_jobs", workspaceId: "" }, work);

/** As `withJobs` for somebody who waits: an API key is known before its workspace is. Deadline 5 s. */
export const withKeys = <T>(work: (tx: Tx) => Promise<T>) =>
  inRole({ ...forRequest, role: "freshet_jobs", workspaceId: "" }, work);

/**
 * One transaction as the login role, for who belongs where: better-auth's tables have no row level security, so the
 * caller names the workspace or person in every statement. Deadline 5 s.
 */
export function withPeople<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const timeout = sql`select set_config('statement_timeout', ${String(requestDeadlineMs - 500)}, true)`;
  return withDeadline(() =>
    database().transaction(async (tx) => {
      await tx.execute(timeout);
      return work(tx);
    }),
  );
}

/** The rest of a `withPeople` transaction is as `withWorkspace`: for what is noted of it in the workspace. */
export const enterWorkspace = (tx: Tx, { workspaceId }: { workspaceId: string }) =>
  tx.execute(
    sql`select set_config('role', 'freshet_app', true), set_config('app.workspace_id', ${workspaceId}, true)`,
  );

/** A raw statement's rows; the caller wrote the statement and so knows their type. */
export async function rowsOf<Row extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<Row[]> {
  const rows: unknown = await tx.execute(statement);
  return rows as Row[];
}
