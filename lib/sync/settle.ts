import { and, count, eq, inArray } from "drizzle-orm";
import { syncRuns, syncSlices } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { withWorker } from "@/lib/db/transaction";
import { isActive, type RunStatus } from "@/lib/domain/run-status";
import { finishRun, type RunError } from "./finish";
import { enqueue, hasWaiting, syncRequested } from "./outbox";
import type { Lease } from "./step";
import { isSnapshotDue } from "./take-snapshot";

/** `tells`: something of how it ended waits to be sent. */
type Ended = { state: "ended"; status: string | null; tells?: boolean };
/** `snapshot`: all has landed; a snapshot is to be taken before the run ends. */
export type Settled = Ended | { state: "continue"; part: number } | { state: "snapshot" };

/** More calls of the durable function than any account needs; a plan that goes on for ever ends here. */
const maxParts = 500;

/** Gives the rest of the plan to a further call of the durable function, unless another call has the run already. */
function handOver(lease: Lease, part: number): Promise<boolean> {
  const { workspaceId, connectionId, runId } = lease;
  return withWorker(lease, async (tx) => {
    const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, runId)).for("update");
    if (run?.fence !== lease.fence || !isActive(run.status as RunStatus)) return false;
    const [left] = await tx
      .select({ slices: count() })
      .from(syncSlices)
      .where(and(eq(syncSlices.runId, runId), inArray(syncSlices.status, ["pending", "running", "waiting"])));
    if (!left?.slices || part > maxParts) return false;
    await tx.update(syncRuns).set({ part }).where(eq(syncRuns.id, runId));
    await enqueue(tx, workspaceId, syncRequested(workspaceId, connectionId, runId, part));
    crashpoint("hand over: before the commit");
    return true;
  });
}

/** Ends the run, whatever is left of its plan. */
export async function endRun(
  lease: Lease,
  { error, clock }: { error?: RunError; clock: Clock },
): Promise<Ended> {
  const status = await finishRun(lease, { error, clock });
  crashpoint("finish: committed");
  return { state: "ended", status, tells: await hasWaiting(lease) };
}

/** Ends the run, hands over what is left of its plan, or asks for a snapshot first. */
export async function settle(
  lease: Lease,
  { part, error, clock }: { part: number; error?: RunError; clock: Clock },
): Promise<Settled> {
  if (!error && (await handOver(lease, part + 1))) {
    crashpoint("hand over: committed");
    return { state: "continue", part: part + 1 };
  }
  if (!error && (await isSnapshotDue(lease, clock()))) return { state: "snapshot" };
  return endRun(lease, { error, clock });
}
