import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { connections, syncRuns } from "@/drizzle/schema";
import { isId } from "@/lib/connections/is-id";
import { crashpoint } from "@/lib/core/crashpoint";
import { AppError, notFound } from "@/lib/core/errors";
import { newRunId } from "@/lib/core/ids";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { activeStatuses, type RunMode, type RunTrigger } from "@/lib/domain/run-status";
import { type AuditActor, recordAudit } from "@/lib/workspaces/record-audit";
import { enqueue, syncRequested } from "./outbox";
import type { RunScope } from "./scope";

/** A person, a program with an API key, or one of our own jobs, which have no type. */
export type Requester = AuditActor;
export type SyncRequest = {
  connectionId: string;
  mode?: RunMode;
  trigger?: RunTrigger;
  parentRunId?: string;
  scope?: RunScope;
  /** What asks for something of its own is not served by the sync that happens to run. */
  whenActive?: "join" | "refuse";
};
export type Requested = { runId: string; status: "queued" | "running"; joined: boolean };

const blocked = {
  needs_reauth: { reason: "it needs to be reconnected", fix: "Reconnect the account in Settings." },
  paused: { reason: "it is paused", fix: "Resume it in Settings." },
  choosing: { reason: "its accounts are not chosen yet", fix: "Finish its setup in Settings." },
  disconnected: { reason: "it is disconnected", fix: "Connect the account again in Settings." },
} as const;

/** Throws `connection_not_ready` (409) unless the connection may sync. */
function assertReady(status: string): void {
  if (!(status in blocked)) return;
  const { reason, fix } = blocked[status as keyof typeof blocked];
  throw new AppError({
    code: "connection_not_ready",
    message: `This connection cannot sync: ${reason}.`,
    status: 409,
    actor: "you",
    fix,
  });
}

async function findActive(tx: Tx, connectionId: string): Promise<Requested | null> {
  const [run] = await tx
    .select({ id: syncRuns.id, status: syncRuns.status })
    .from(syncRuns)
    .where(and(eq(syncRuns.connectionId, connectionId), inArray(syncRuns.status, [...activeStatuses])));
  return run ? { runId: run.id, status: run.status === "queued" ? "queued" : "running", joined: true } : null;
}

function join(active: Requested, whenActive: SyncRequest["whenActive"]): Requested {
  if (whenActive !== "refuse") return active;
  throw new AppError({
    code: "sync_active",
    message: "A sync of this connection is running.",
    status: 409,
    retry: "later",
    actor: "you",
    fix: "Wait until it ends, or cancel it.",
  });
}

/** Backfills and resets are noted as such by who asks for them; schedules are nobody's act. */
function noted({ trigger, whenActive }: Pick<SyncRequest, "trigger" | "whenActive">) {
  if (trigger === "retry") return "sync.retried";
  return trigger === "manual" && whenActive !== "refuse" ? "sync.requested" : null;
}

/** As `requestSync`, in a transaction of the caller's: what else it writes holds only if the run is made. */
export async function requestSyncIn(
  tx: Tx,
  requester: Requester,
  { connectionId, mode = "incremental", trigger = "manual", whenActive, parentRunId, scope }: SyncRequest,
): Promise<Requested> {
  const [[connection], active] = await Promise.all([
    tx.select({ status: connections.status }).from(connections).where(eq(connections.id, connectionId)),
    findActive(tx, connectionId),
  ]);
  if (!connection) throw notFound("The connection");
  assertReady(connection.status);
  if (active) return join(active, whenActive);
  const { workspaceId, actor } = requester;
  const runId = newRunId();
  crashpoint("request: before the run");
  const inserted = await tx
    .insert(syncRuns)
    .values({ id: runId, workspaceId, connectionId, mode, trigger, parentRunId, scope, actor: actor.name })
    .onConflictDoNothing({
      target: syncRuns.connectionId,
      where: sql`status in ('queued', 'running', 'cancelling')`,
    })
    .returning({ id: syncRuns.id });
  if (inserted.length === 0) {
    const winner = await findActive(tx, connectionId);
    if (winner) return join(winner, whenActive);
    throw new AppError({
      code: "conflict",
      message: "Another sync just ended. Try again.",
      status: 409,
      retry: "now",
    });
  }
  const action = noted({ trigger, whenActive });
  // None needs another's answer: sent together, they take one round trip.
  await Promise.all([
    tx.update(connections).set({ syncStatus: "queued" }).where(eq(connections.id, connectionId)),
    enqueue(tx, workspaceId, syncRequested(workspaceId, connectionId, runId, 1)),
    action && actor.type
      ? recordAudit(tx, requester, { action, target: connectionId, detail: { job_id: runId, mode } })
      : null,
  ]);
  crashpoint("request: before the commit");
  return { runId, status: "queued", joined: false };
}

/**
 * Asks for a sync: a run and its outbox event in one transaction. While one is active it is joined, also when two
 * requests race, since a partial unique index allows one active run per connection. Never waits for a provider.
 */
export async function requestSync(requester: Requester, request: SyncRequest): Promise<Requested> {
  if (!isId(request.connectionId)) throw notFound("The connection");
  return withWorkspace(requester, (tx) => requestSyncIn(tx, requester, request));
}
