import { sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { rowsOf, withWorker } from "@/lib/db/transaction";
import { assembleSnapshot } from "./assemble";
import { holdLease } from "./fence";
import { persistSnapshot } from "./persist";
import { recordProgress } from "./progress";
import type { Lease, Step } from "./step";

/** Scheduled runs of a busy account change something each time: one snapshot an hour is enough for them. */
const scheduledEveryMs = 3_600_000;
const stepBudgetMs = 45_000;
const maxTurns = 100;

/** Has a number or entity changed since the newest snapshot, by this run or one whose snapshot did not come about? */
export async function isSnapshotDue(
  { workspaceId, connectionId, runId }: Lease,
  now: Date,
): Promise<boolean> {
  const [row] = await withWorker({ workspaceId }, (tx) =>
    rowsOf<{ has_changed: boolean; is_scheduled: boolean; newest_at: string | null }>(
      tx,
      sql`select exists (select 1 from sync_runs r where r.connection_id = ${connectionId}::uuid
          and r.id > coalesce(newest.run_id, '') and r.inserted + r.updated + r.deleted > 0) as has_changed,
        (select trigger = 'schedule' from sync_runs where id = ${runId}) as is_scheduled, newest.created_at as newest_at
      from (select 1) as one left join lateral (select run_id, created_at from snapshots
        where connection_id = ${connectionId}::uuid order by run_id desc limit 1) as newest on true`,
    ),
  );
  if (!row?.has_changed) return false;
  const age = row.newest_at ? now.getTime() - Date.parse(row.newest_at) : Number.POSITIVE_INFINITY;
  return !row.is_scheduled || age >= scheduledEveryMs;
}

type Deps = { clock: Clock; budgetMs?: number };
type Turn = { state: "done" | "more" | "stopped" };

/** Losing the lease is an outcome, not a failure to retry. */
async function unlessStopped<T extends object>(work: () => Promise<T>): Promise<T | { state: "stopped" }> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code.startsWith("cancelled")) return { state: "stopped" };
    log.warn({ error }, "a snapshot met a failure");
    throw error;
  }
}

/** The numbers have landed and stay: a snapshot that fails does not fail the sync. */
async function giveUp(lease: Lease, { clock }: Deps): Promise<void> {
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    const detail = "The snapshot could not be saved; all numbers are. The next sync tries again.";
    await recordProgress(tx, lease, { step: "persist", detail, at: clock() });
  });
}

/**
 * Assembles and keeps the connection's snapshot in steps of at most 45 s. `stopped` when the run lost its lease;
 * any other failure leaves the run without a snapshot.
 */
export async function takeSnapshot(
  step: Step,
  lease: Lease,
  { clock, budgetMs = stepBudgetMs }: Deps,
): Promise<{ state: "taken" | "stopped" | "failed" }> {
  const assemble = (): Promise<Turn> => unlessStopped(() => assembleSnapshot(lease, { clock, budgetMs }));
  try {
    for (let turn = 1, state: Turn["state"] = "more"; state === "more" && turn <= maxTurns; turn += 1) {
      ({ state } = await step.run(turn === 1 ? "assemble" : `assemble (${turn})`, assemble));
      if (state === "stopped") return { state };
    }
    const saved = await step.run("persist", () => unlessStopped(() => persistSnapshot(lease, { clock })));
    return { state: "state" in saved ? "stopped" : "taken" };
  } catch {
    // The executor has no retry left; what failed is in the log.
    const gaveUp = await step.run("give up snapshot", () =>
      unlessStopped(async () => {
        await giveUp(lease, { clock });
        return {};
      }),
    );
    return { state: "state" in gaveUp ? "stopped" : "failed" };
  }
}
