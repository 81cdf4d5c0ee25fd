import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { connections, syncRuns } from "@/drizzle/schema";
import { isId } from "@/lib/connections/is-id";
import { crashpoint } from "@/lib/core/crashpoint";
import { AppError, notFound } from "@/lib/core/errors";
import { newRunId } from "@/lib/core/ids";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { activeStatuses, type RunMode, type RunTrigger } from "@/lib/domain/run-status";
import { enqueue, syncRequested } from "./outbox";

export type Requester = { workspaceId: string; actor: { name: string } };
export type SyncRequest = { connectionId: string; mode?: RunMode; trigger?: RunTrigger };
export type Requested = { runId: string; status: "queued" | "running"; joined: boolean };

const blocked = {
  needs_reauth: { reason: "it needs to be reconnected", fix: "Reconnect the account in Settings." },
  paused: { reason: "it is paused", fix: "Resume it in Settings." },
  disconnected: { reason: "it is disconnected", fix: "Connect the account again in Settings." },
} as const;

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

/**
 * Asks for a sync: a run and its outbox event in one transaction. While one is active it is joined, also when two
 * requests race, since a partial unique index allows one active run per connection. Never waits for a provider.
 */
export async function requestSync(
  requester: Requester,
  { connectionId, mode = "incremental", trigger = "manual" }: SyncRequest,
): Promise<Requested> {
  const { workspaceId, actor } = requester;
  if (!isId(connectionId)) throw notFound("The connection");
  return withWorkspace(requester, async (tx) => {
    const [connection] = await tx
      .select({ status: connections.status })
      .from(connections)
      .where(eq(connections.id, connectionId));
    if (!connection) throw notFound("The connection");
    assertReady(connection.status);
    const active = await findActive(tx, connectionId);
    if (active) return active;
    const runId = newRunId();
    crashpoint("request: before the run");
    const inserted = await tx
      .insert(syncRuns)
      .values({ id: runId, workspaceId, connectionId, mode, trigger, actor: actor.name })
      .onConflictDoNothing({
        target: syncRuns.connectionId,
        where: sql`status in ('queued', 'running', 'cancelling')`,
      })
      .returning({ id: syncRuns.id });
    if (inserted.length === 0) {
      const winner = await findActive(tx, connectionId);
      if (winner) return winner;
      throw new AppError({
        code: "conflict",
        message: "Another sync just ended. Try again.",
        status: 409,
        retry: "now",
      });
    }
    await tx.update(connections).set({ syncStatus: "queued" }).where(eq(connections.id, connectionId));
    await enqueue(tx, workspaceId, syncRequested(workspaceId, connectionId, runId, 1));
    crashpoint("request: before the commit");
    return { runId, status: "queued", joined: false };
  });
}
