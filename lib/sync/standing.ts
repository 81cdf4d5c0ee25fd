import { and, eq, isNotNull, sql } from "drizzle-orm";
import { type connections, syncSchedule } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import { failureKindOf } from "@/lib/domain/failure";
import { isBlocking, pauseAfterFailures, restMs } from "@/lib/domain/patience";
import type { RunTrigger } from "@/lib/domain/run-status";
import { nextSlot } from "@/lib/domain/schedule";

type Connection = typeof connections.$inferSelect;
type Problem = { code: string; message: string };
type Ended = { trigger: RunTrigger; problem: Problem | null; at: Date };

/** What a run's end makes of its connection's standing; `problem` is null when something was read. Pure. */
export function standingAfter(
  { status, consecutiveFailures, blockingFailures }: Connection,
  problem: Problem | null,
): Partial<Connection> {
  if (!problem) return { consecutiveFailures: 0, blockingFailures: 0 };
  const kind = failureKindOf(problem.code);
  const blocking = blockingFailures + (isBlocking(kind) ? 1 : 0);
  const counted = { consecutiveFailures: consecutiveFailures + 1, blockingFailures: blocking };
  if (status !== "active") return counted;
  if (kind === "needs_reauth") return { ...counted, status: "needs_reauth" };
  if (blocking < pauseAfterFailures || !isBlocking(kind)) return counted;
  const pausedReason = `Paused after ${blocking} failed syncs in a row. The last one: ${problem.message}`;
  return { ...counted, status: "paused", pausedBy: "failures", pausedReason };
}

/** Scheduled runs that fail come further and further apart; the first success brings the schedule back. */
export async function paceSchedule(tx: Tx, before: Connection, ended: Ended): Promise<void> {
  const { trigger, problem, at } = ended;
  if (problem ? trigger !== "schedule" : before.consecutiveFailures === 0) return;
  const ofConnection = and(eq(syncSchedule.connectionId, before.id), isNotNull(syncSchedule.everySeconds));
  const [schedule] = await tx.select().from(syncSchedule).where(ofConnection).for("update");
  if (!schedule?.everySeconds) return;
  const { everySeconds, phaseSeconds } = schedule;
  if (!problem) {
    const nextSyncAt = nextSlot({ everySeconds, phaseSeconds, now: at });
    await tx.update(syncSchedule).set({ nextSyncAt, backedOffUntil: null }).where(ofConnection);
    return;
  }
  const until = new Date(at.getTime() + restMs(everySeconds, before.consecutiveFailures + 1));
  const nextSyncAt = sql`greatest(${syncSchedule.nextSyncAt}, ${until.toISOString()}::timestamptz)`;
  await tx.update(syncSchedule).set({ nextSyncAt, backedOffUntil: until }).where(ofConnection);
}
