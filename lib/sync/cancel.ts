import "server-only";
import { eq, sql } from "drizzle-orm";
import { connections, syncRuns } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import { isActive, type RunStatus } from "@/lib/domain/run-status";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { enqueue, syncCancelled } from "./outbox";
import { recordProgress } from "./progress";
import type { Requester } from "./request";

/**
 * Cancels a run: at once, in every state, and nothing is written after it, since the fence moves on in the same
 * transaction. A run that has ended keeps its status. Returns the status the run has now.
 */
export function cancelSync(requester: Requester, runId: string, clock: Clock): Promise<RunStatus> {
  const { workspaceId, actor } = requester;
  return withWorkspace(requester, async (tx) => {
    const [owner] = await tx
      .select({ id: syncRuns.connectionId })
      .from(syncRuns)
      .where(eq(syncRuns.id, runId));
    if (!owner) throw notFound("The sync");
    await tx
      .select({ id: connections.id })
      .from(connections)
      .where(eq(connections.id, owner.id))
      .for("update");
    const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, runId)).for("update");
    if (!run) throw notFound("The sync");
    if (!isActive(run.status as RunStatus)) return run.status as RunStatus;
    const at = clock();
    await tx
      .update(connections)
      .set({ leaseRunId: null, fence: sql`${connections.fence} + 1`, syncStatus: "idle" })
      .where(eq(connections.id, run.connectionId));
    await tx.update(syncRuns).set({ completedAt: at }).where(eq(syncRuns.id, runId));
    const error = { code: "cancelled", message: `Cancelled by ${actor.name}.`, fix: null };
    await recordProgress(
      tx,
      { workspaceId, runId },
      { step: "error", detail: error.message, at, status: "cancelled", error },
    );
    await enqueue(tx, workspaceId, syncCancelled(workspaceId, run.connectionId, runId));
    await recordAudit(tx, requester, {
      action: "sync.cancelled",
      target: run.connectionId,
      detail: { job_id: runId },
    });
    crashpoint("cancel: before the commit");
    return "cancelled";
  });
}
