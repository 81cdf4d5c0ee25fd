import { eq, sql } from "drizzle-orm";
import { syncEvents, syncRuns } from "@/drizzle/schema";
import type { Counters } from "@/lib/api/sync";
import type { Tx } from "@/lib/db/transaction";
import type { RunStatus } from "@/lib/domain/run-status";
import type { RunRef } from "./step";

export type Tally = Partial<Counters>;

export type Progress = {
  step: string;
  detail: string;
  at: Date;
  /** Added to the run's counters in the same statement. */
  tally?: Tally;
  apiCalls?: number;
  /** Orders that landed, those the run was told of, and claims it found: added as well. */
  orders?: number;
  ordersToldOf?: number;
  claims?: number;
  status?: RunStatus;
  error?: { code: string; message: string; fix: string | null };
  /** Where this came from, for the event log. */
  source?: Record<string, unknown>;
};

const plus = (column: keyof Counters, by: number | undefined) => sql`${syncRuns[column]} + ${by ?? 0}`;

/** Percent of the plan that is finished; a run that is not over never shows 100. */
const finishedShare = sql<number>`greatest(${syncRuns.progress}, least(99, (
  select 100.0 * count(*) filter (where s.status in ('done', 'failed', 'skipped')) / greatest(count(*), 1)
  from sync_slices s where s.run_id = ${syncRuns.id})))::real`;

/** A run waits as long as its longest-waiting slice; a reconciler must not take it for an orphan meanwhile. */
const latestWait = sql<Date | null>`(
  select max(s.waiting_until) from sync_slices s where s.run_id = ${syncRuns.id} and s.status = 'waiting')`;

/**
 * Moves the run and tells about it in one go: counters, percent, heartbeat, and the event whose `seq` is allocated
 * under the run's row lock, so that readers who poll by `seq` cannot miss one. Call it last in a transaction.
 */
export async function recordProgress(tx: Tx, run: RunRef, progress: Progress): Promise<void> {
  const { tally = {}, error } = progress;
  const isTerminal = progress.step === "done" || progress.step === "error";
  const [row] = await tx
    .update(syncRuns)
    .set({
      seq: sql`${syncRuns.seq} + 1`,
      step: progress.step,
      detail: progress.detail,
      progress: progress.step === "done" ? 100 : finishedShare,
      heartbeatAt: progress.at,
      waitingUntil: isTerminal ? null : latestWait,
      apiCalls: sql`${syncRuns.apiCalls} + ${progress.apiCalls ?? 0}`,
      ordersProcessed: sql`${syncRuns.ordersProcessed} + ${progress.orders ?? 0}`,
      // The vendor's total may be of a moment before the last orders came.
      totalOrders: sql`greatest(${syncRuns.totalOrders} + ${progress.ordersToldOf ?? 0}, ${syncRuns.ordersProcessed} + ${progress.orders ?? 0})`,
      claimsDetected: sql`${syncRuns.claimsDetected} + ${progress.claims ?? 0}`,
      fetched: plus("fetched", tally.fetched),
      inserted: plus("inserted", tally.inserted),
      updated: plus("updated", tally.updated),
      unchanged: plus("unchanged", tally.unchanged),
      quarantined: plus("quarantined", tally.quarantined),
      duplicates: plus("duplicates", tally.duplicates),
      deleted: plus("deleted", tally.deleted),
      revisions: plus("revisions", tally.revisions),
      ...(progress.status ? { status: progress.status } : {}),
      ...(error ? { errorCode: error.code, errorMessage: error.message, errorFix: error.fix } : {}),
    })
    .where(eq(syncRuns.id, run.runId))
    .returning();
  if (!row) return;
  const { fetched, inserted, updated, unchanged, quarantined, duplicates, deleted, revisions } = row;
  const counters: Counters = {
    fetched,
    inserted,
    updated,
    unchanged,
    quarantined,
    duplicates,
    deleted,
    revisions,
  };
  await tx.insert(syncEvents).values({
    ...run,
    seq: row.seq,
    at: progress.at,
    step: progress.step,
    detail: progress.detail,
    progress: row.progress,
    data: {
      counters,
      status: row.status,
      waiting_until: row.waitingUntil?.toISOString() ?? null,
      error: error ?? null,
      ...progress.source,
    },
  });
}
