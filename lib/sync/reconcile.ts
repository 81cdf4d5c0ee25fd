import "server-only";
import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { outbox, syncRuns } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { withJobs, withWorker } from "@/lib/db/transaction";
import { isActive, type RunStatus } from "@/lib/domain/run-status";
import { failLost, goOn } from "./go-on";
import { deliver, type Send } from "./outbox";

/** Twice the step budget: a run that has said nothing for so long has lost its executor. */
const silentMs = 2 * 60_000;
const waitingMs = 5_000;

/** Runs without a sign of life that are not waiting for a quota. */
function findOrphans(now: Date) {
  const silentSince = new Date(now.getTime() - silentMs);
  return withJobs((tx) =>
    tx
      .select({ id: syncRuns.id, workspaceId: syncRuns.workspaceId })
      .from(syncRuns)
      .where(
        and(
          inArray(syncRuns.status, ["queued", "running"]),
          sql`coalesce(${syncRuns.heartbeatAt}, ${syncRuns.queuedAt}) < ${silentSince.toISOString()}::timestamptz`,
          sql`(${syncRuns.waitingUntil} is null or ${syncRuns.waitingUntil} < ${silentSince.toISOString()}::timestamptz)`,
        ),
      )
      .limit(500),
  );
}

/**
 * What becomes of an orphan: it goes on in a new part, or fails when it was lost too often. Null when somebody holds
 * the run: one who writes, or one who hangs and will be cut off; the next look finds it again.
 */
async function resume(
  runId: string,
  workspaceId: string,
  clock: Clock,
): Promise<"resumed" | "failed" | null> {
  const found = await withWorker({ workspaceId }, async (tx) => {
    const rows = tx.select().from(syncRuns).where(eq(syncRuns.id, runId));
    const [run] = await rows.for("update", { skipLocked: true });
    if (!run || !isActive(run.status as RunStatus)) return null;
    const isGoingOn = await goOn(tx, run, clock());
    crashpoint("reconcile: before the commit");
    return { isGoingOn, part: run.part };
  });
  if (!found) return null;
  if (found.isGoingOn) return "resumed";
  return (await failLost({ workspaceId, runId }, found.part, clock)) && "failed";
}

/**
 * Closes the loop between Postgres and the executor: events that were never sent are sent again under the same id,
 * and runs whose executor is gone go on in a new part. Returns how many of each.
 */
export async function reconcileRuns(send: Send, clock: Clock): Promise<{ resumed: number; sent: number }> {
  const now = clock();
  const orphans = await findOrphans(now);
  let resumed = 0;
  for (const { id, workspaceId } of orphans) if (await resume(id, workspaceId, clock)) resumed += 1;
  crashpoint("reconcile: committed");
  const waitingSince = new Date(now.getTime() - waitingMs);
  const waiting = await withJobs((tx) =>
    tx
      .selectDistinct({ workspaceId: outbox.workspaceId })
      .from(outbox)
      .where(and(isNull(outbox.dispatchedAt), resumed > 0 ? undefined : lt(outbox.createdAt, waitingSince))),
  );
  let sent = 0;
  for (const { workspaceId } of waiting) sent += await deliver(workspaceId, send, clock);
  return { resumed, sent };
}
