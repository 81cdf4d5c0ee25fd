import { and, eq, inArray, sql } from "drizzle-orm";
import { connectionAccounts, connections, syncRuns, syncSlices } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { log } from "@/lib/core/log";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { failureKindOf, failures } from "@/lib/domain/failure";
import { isActive, type RunStatus, type RunTrigger } from "@/lib/domain/run-status";
import { DerivedStream } from "@/lib/domain/stream";
import { enqueue, syncAttention } from "./outbox";
import { recordProgress } from "./progress";
import { scopeOf } from "./scope";
import { paceSchedule, standingAfter } from "./standing";
import type { RunRef } from "./step";
import { tellEnd } from "./tell-end";

export type RunError = { code: string; message: string; fix: string | null };
type Slice = {
  status: string;
  errorCode: string | null;
  errorMessage: string | null;
  lane: string;
  accountExternalId: string;
  stream: string;
};
type Run = typeof syncRuns.$inferSelect;

/** A slice that was replaced by smaller ones is judged by them. */
const isClean = ({ status }: Slice) => status === "done" || status === "skipped";

/**
 * Would another reading soon come further? Where it would not, the lane has had its turn: an account that is refused
 * must not have all the others read again at every slot.
 */
const holdsBack = (slice: Slice) =>
  !isClean(slice) && failures[failureKindOf(slice.errorCode ?? "internal")].retry === "now";

/** Worked out from what is stored: it says nothing about the vendor. */
const isDerived = ({ stream }: Slice) => DerivedStream.safeParse(stream).success;

/** What the slices add up to: all done, some done, or none. */
function verdictOf(slices: Slice[]): { status: "succeeded" | "partial" | "failed"; error?: RunError } {
  const failed = slices.filter((slice) => !isClean(slice));
  const [first] = failed;
  if (!first) return { status: "succeeded" };
  const message = first.errorMessage ?? "A part of the sync did not finish.";
  const error = { code: first.errorCode ?? "internal", message, fix: null };
  const hasRead = slices.some((slice) => isClean(slice) && !isDerived(slice));
  return { status: hasRead ? "partial" : "failed", error };
}

/** Lanes that were read, with the time their reading began; a clock is never put back. */
function lanesDone(run: Run, slices: Slice[], clocks: Record<string, string>): Record<string, string> {
  const scope = scopeOf(run);
  const startedAt =
    scope?.kind === "failed_slices" ? scope.since : (run.startedAt ?? run.queuedAt).toISOString();
  const unfinished = new Set(slices.filter(holdsBack).map(({ lane }) => lane));
  // Where these meet, the widest reads for the narrower ones.
  const nested = ["today", "warm", "cold", "deep"];
  const nestedWhole = !nested.some((lane) => unfinished.has(lane));
  const isWhole = (lane: string) => (nested.includes(lane) ? nestedWhole : !unfinished.has(lane));
  const isNewer = (lane: string) => (clocks[lane] ?? "") < startedAt;
  return Object.fromEntries(
    run.lanes.filter((lane) => isWhole(lane) && isNewer(lane)).map((lane) => [lane, startedAt]),
  );
}

function checkIdentity(run: Run): RunError | undefined {
  const { fetched, inserted, updated, unchanged, quarantined, duplicates } = run;
  if (fetched === inserted + updated + unchanged + quarantined + duplicates) return undefined;
  log.error(
    { runId: run.id, fetched, inserted, updated, unchanged, quarantined, duplicates },
    "the counter identity does not hold",
  );
  return {
    code: "invariant.counters",
    message: "The counts of this sync do not add up. We are told.",
    fix: null,
  };
}

const describe = (run: Run, changed: number) =>
  `${run.fetched.toLocaleString("en")} rows checked, ${changed.toLocaleString("en")} changed`;

async function updateAccounts(tx: Tx, run: Run, slices: Slice[], at: Date): Promise<void> {
  const accounts = new Set(slices.map(({ accountExternalId }) => accountExternalId));
  const unfinished = new Set(
    slices.filter((slice) => !isClean(slice)).map(({ accountExternalId }) => accountExternalId),
  );
  const whole = [...accounts].filter((account) => !unfinished.has(account));
  if (whole.length === 0) return;
  await tx
    .update(connectionAccounts)
    .set({ lastSyncedAt: at, lastError: null })
    .where(
      and(
        eq(connectionAccounts.connectionId, run.connectionId),
        inArray(connectionAccounts.externalId, whole),
      ),
    );
}

/** A call that lost the run to a later one has no say in how it ends. */
const isHeld = (run: Run, fence: number | undefined, part: number | undefined) =>
  (fence === undefined || run.fence === fence) && (part === undefined || run.part === part);

/**
 * Ends a run in one transaction: its status, the connection's clocks and counters, and the terminal event.
 * Does nothing when the run has ended already, or went on under another fence or part than the ones given.
 * `error` ends it as failed whatever its slices say.
 */
export function finishRun(
  ref: RunRef & { fence?: number },
  { error, part, clock }: { error?: RunError; part?: number; clock: Clock },
): Promise<RunStatus | null> {
  return withWorker(ref, async (tx) => {
    const at = clock();
    const [owner] = await tx
      .select({ id: syncRuns.connectionId })
      .from(syncRuns)
      .where(eq(syncRuns.id, ref.runId));
    if (!owner) return null;
    const [connection] = await tx
      .select()
      .from(connections)
      .where(eq(connections.id, owner.id))
      .for("update");
    const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, ref.runId)).for("update");
    if (!run || !connection || !isActive(run.status as RunStatus)) return null;
    if (!isHeld(run, ref.fence, part)) return null;
    const slices: Slice[] = await tx
      .select()
      .from(syncSlices)
      .where(eq(syncSlices.runId, run.id))
      .orderBy(syncSlices.position);
    const verdict = verdictOf(slices);
    const fatal = error ?? checkIdentity(run);
    const status = fatal ? "failed" : verdict.status;
    const problem = fatal ?? verdict.error;
    const changed = run.inserted + run.updated + run.deleted;
    const isGood = status !== "failed";
    // A backfill reads chosen old days: it makes nothing fresher.
    const isCurrent = run.lanes.length > 0;
    const lasting = isGood || !problem ? null : problem;
    if (isCurrent) await updateAccounts(tx, run, slices, at);
    await tx
      .update(connections)
      .set({
        syncStatus: isGood ? "idle" : "error",
        lastSyncError: problem?.message ?? null,
        lastSyncErrorCode: problem?.code ?? null,
        ...standingAfter(connection, lasting),
        ...(status === "succeeded" && run.mode === "full" ? { reimports: [] } : {}),
        laneClocks: sql`${connections.laneClocks} || ${JSON.stringify(isGood ? lanesDone(run, slices, connection.laneClocks) : {})}::jsonb`,
        totalSyncsWithChanges: sql`${connections.totalSyncsWithChanges} + ${changed > 0 ? 1 : 0}`,
        leaseRunId: null,
        ...(isGood && isCurrent ? { lastSyncCompletedAt: at } : {}),
        ...(changed > 0 ? { lastMetricsChangedAt: at } : {}),
      })
      .where(eq(connections.id, run.connectionId));
    await paceSchedule(tx, connection, { trigger: run.trigger as RunTrigger, problem: lasting, at });
    if (lasting || connection.consecutiveFailures > 0)
      await enqueue(tx, ref.workspaceId, syncAttention(ref.workspaceId, run.connectionId, run.id));
    await tellEnd(tx, { run, connection, status, problem, changed, at });
    await tx.update(syncRuns).set({ completedAt: at }).where(eq(syncRuns.id, run.id));
    const detail = status === "failed" && problem ? problem.message : describe(run, changed);
    const { workspaceId, runId } = ref;
    await recordProgress(
      tx,
      { workspaceId, runId },
      { step: isGood ? "done" : "error", detail, at, status, error: problem },
    );
    crashpoint("finish: before the commit");
    return status;
  });
}
