import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Database, database, resetDatabase, serverVersion } from "./client";
import { deadlineExceeded, toDatabaseError } from "./errors";

export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
type Role = "freshet_app" | "freshet_worker" | "freshet_jobs";

const requestDeadlineMs = 5_000;
const workerDeadlineMs = 30_000;

/** Runs `work` and rejects after `deadlineMs`, dropping the pool: the driver itself would wait for ever. */
export async function withDeadline<T>(work: Promise<T>, deadlineMs = requestDeadlineMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      void resetDatabase();
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
 * What ends a transaction whose client hangs, so that its locks do not outlive it. Before Postgres 17 only between
 * statements: one that hangs within a statement is cut off when its host's connection breaks.
 */
const hangTimeout = () =>
  serverVersion() >= 17 ? "transaction_timeout" : "idle_in_transaction_session_timeout";

function inRole<T>(
  role: Role,
  workspaceId: string,
  deadlineMs: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const settings =
    () => sql`select set_config('role', ${role}, true), set_config('app.workspace_id', ${workspaceId}, true),
    set_config('statement_timeout', ${String(deadlineMs - 500)}, true),
    set_config(${hangTimeout()}, ${String(deadlineMs)}, true)`;
  const run = database().transaction(async (tx) => {
    await tx.execute(settings());
    return work(tx);
  });
  return withDeadline(run, deadlineMs);
}

/** One transaction that sees and writes the rows of one workspace, without its secrets. Deadline 5 s. */
export const withWorkspace = <T>({ workspaceId }: { workspaceId: string }, work: (tx: Tx) => Promise<T>) =>
  inRole("freshet_app", workspaceId, requestDeadlineMs, work);

/** As `withWorkspace`, with the sealed tokens and call budgets. For workers; deadline 30 s. */
export const withWorker = <T>({ workspaceId }: { workspaceId: string }, work: (tx: Tx) => Promise<T>) =>
  inRole("freshet_worker", workspaceId, workerDeadlineMs, work);

/** Scheduling columns of every workspace: dispatch and reconcile. Deadline 30 s. */
export const withJobs = <T>(work: (tx: Tx) => Promise<T>) =>
  inRole("freshet_jobs", "", workerDeadlineMs, work);

/**
 * One transaction as the login role, for who belongs where: better-auth's tables have no row level security, so the
 * caller names the workspace or person in every statement. Deadline 5 s.
 */
export function withPeople<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const timeout = sql`select set_config('statement_timeout', ${String(requestDeadlineMs - 500)}, true)`;
  const run = database().transaction(async (tx) => {
    await tx.execute(timeout);
    return work(tx);
  });
  return withDeadline(run);
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
