import { eq } from "drizzle-orm";
import { syncRuns } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { isActive, type RunStatus } from "@/lib/domain/run-status";
import { finishRun, type RunError } from "./finish";
import { enqueue, syncRequested } from "./outbox";
import type { RunRef } from "./step";

type Run = typeof syncRuns.$inferSelect;

/** Calls in a row that ended before the run said anything new; the run fails at the next. */
const mostSetbacks = 12;

const lost: RunError = {
  code: "internal.run",
  message: "The sync stopped because of a failure on our side.",
  fix: "Start it again. If it stays, tell us.",
};

/**
 * Gives a run whose executor was lost to a further call of the durable function, which takes the lease over; whatever
 * the old one still does is fenced. False, and nothing done, when it was lost too often without progress. Needs the
 * run's row locked.
 */
export async function goOn(tx: Tx, run: Run, now: Date): Promise<boolean> {
  const setbacks = run.seq > run.seqAtSetback ? 1 : run.setbacks + 1;
  // What never began has nothing wrong with it: nobody came to begin it.
  if (run.startedAt && setbacks > mostSetbacks) return false;
  const part = run.part + 1;
  await tx
    .update(syncRuns)
    .set({ part, setbacks, seqAtSetback: run.seq, heartbeatAt: now })
    .where(eq(syncRuns.id, run.id));
  await enqueue(tx, run.workspaceId, syncRequested(run.workspaceId, run.connectionId, run.id, part));
  return true;
}

export const failLost = (ref: RunRef, part: number, clock: Clock) =>
  finishRun(ref, { error: lost, part, clock });

/**
 * The executor gave up on a part of a run, its host having died or failed too often: a further part goes on, and only a
 * run that makes no progress over several of them fails. Returns whether an event waits to be sent.
 */
export async function surviveExecutor(ref: RunRef, part: number, clock: Clock): Promise<boolean> {
  const isGoingOn = await withWorker(ref, async (tx) => {
    const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, ref.runId)).for("update");
    if (!run || run.part !== part || !isActive(run.status as RunStatus)) return true;
    return goOn(tx, run, clock());
  });
  if (!isGoingOn) await failLost(ref, part, clock);
  return isGoingOn;
}
