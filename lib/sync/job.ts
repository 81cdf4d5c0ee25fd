import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { connectionAccounts, connections, syncEvents, syncRuns, syncSlices } from "@/drizzle/schema";
import { type Counters, ProgressFrame, type SyncJob, type SyncSlice } from "@/lib/api/sync";
import { notFound } from "@/lib/core/errors";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { failureKindOf, failures } from "@/lib/domain/failure";
import { isActive, jobStatus, type RunMode, type RunStatus, type RunTrigger } from "@/lib/domain/run-status";
import { isRetryable } from "./retryable";

type Run = typeof syncRuns.$inferSelect;
type Slice = typeof syncSlices.$inferSelect;

function countersOf(row: Counters): Counters {
  const { fetched, inserted, updated, unchanged, quarantined, duplicates, deleted, revisions } = row;
  return { fetched, inserted, updated, unchanged, quarantined, duplicates, deleted, revisions };
}

const iso = (date: Date | null) => date?.toISOString() ?? null;
/** What a reader can do about a stored error code. */
const fixOf = (code: string | null) => (code ? failures[failureKindOf(code)].fix : null);

function toSlice(slice: Slice, accountName: string): SyncSlice {
  return {
    id: String(slice.position),
    stream: slice.stream,
    phase: slice.phase,
    account_external_id: slice.accountExternalId,
    account_name: accountName,
    from: slice.fromDay,
    to: slice.toDay,
    status: slice.status as SyncSlice["status"],
    attempt: slice.attempt,
    calls: slice.apiCalls,
    counters: countersOf(slice),
    waited_ms: slice.waitedMs,
    waiting_until: iso(slice.waitingUntil),
    queued_at: slice.queuedAt.toISOString(),
    started_at: iso(slice.startedAt),
    finished_at: iso(slice.finishedAt),
    error: slice.status === "failed" || slice.status === "waiting" ? slice.errorMessage : null,
  };
}

async function readSlices(tx: Tx, run: Run): Promise<SyncSlice[]> {
  const rows = await tx
    .select({ slice: syncSlices, account: connectionAccounts.name })
    .from(syncSlices)
    .leftJoin(
      connectionAccounts,
      and(
        eq(connectionAccounts.connectionId, run.connectionId),
        eq(connectionAccounts.externalId, syncSlices.accountExternalId),
      ),
    )
    .where(eq(syncSlices.runId, run.id))
    .orderBy(asc(syncSlices.position));
  return rows.map(({ slice, account }) => toSlice(slice, account ?? slice.accountExternalId));
}

/** One run with its slices. 404 for a run of another workspace. */
export function getJob(viewer: { workspaceId: string }, runId: string): Promise<SyncJob> {
  return withWorkspace(viewer, async (tx) => {
    const [found] = await tx
      .select({ run: syncRuns, name: connections.name, provider: connections.provider, isRetryable })
      .from(syncRuns)
      .innerJoin(connections, eq(connections.id, syncRuns.connectionId))
      .where(eq(syncRuns.id, runId));
    if (!found) throw notFound("The sync");
    const { run, name, provider } = found;
    const status = run.status as RunStatus;
    const counters = countersOf(run);
    const hasChanges = run.inserted + run.updated + run.deleted > 0;
    return {
      id: run.id,
      status: jobStatus[status],
      progress: run.progress,
      step: run.step,
      detail: run.detail,
      result: isActive(status) ? null : { counters, has_changes: hasChanges },
      error: run.errorMessage,
      error_code: run.errorCode,
      fix: run.errorFix ?? fixOf(run.errorCode),
      connection_id: run.connectionId,
      connection_name: name,
      provider,
      run_status: status,
      trigger: run.trigger as RunTrigger,
      mode: run.mode as RunMode,
      actor: run.actor,
      counters,
      api_calls: run.apiCalls,
      queued_at: run.queuedAt.toISOString(),
      started_at: iso(run.startedAt),
      completed_at: iso(run.completedAt),
      waiting_until: iso(run.waitingUntil),
      last_seq: run.seq,
      parent_job_id: run.parentRunId,
      retryable: found.isRetryable,
      slices: await readSlices(tx, run),
    };
  });
}

/** The terminal frame of a run that is over, whether or not its events are still kept; null while it is active. */
export function readEnd(viewer: { workspaceId: string }, runId: string): Promise<ProgressFrame | null> {
  return withWorkspace(viewer, async (tx) => {
    const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, runId));
    if (!run || isActive(run.status as RunStatus)) return null;
    const { errorCode: code, errorMessage: message } = run;
    return {
      seq: run.seq,
      at: (run.completedAt ?? run.queuedAt).toISOString(),
      step: run.status === "succeeded" || run.status === "partial" ? "done" : "error",
      detail: run.detail,
      progress: run.progress,
      status: run.status as RunStatus,
      counters: countersOf(run),
      waiting_until: null,
      error: code && message ? { code, message, fix: run.errorFix ?? fixOf(code) } : null,
    };
  });
}

/** Progress frames of a run after `seq`, in order. Empty for a run of another workspace. */
export function readFrames(
  viewer: { workspaceId: string },
  runId: string,
  seq: number,
  limit = 500,
): Promise<ProgressFrame[]> {
  return withWorkspace(viewer, async (tx) => {
    const rows = await tx
      .select()
      .from(syncEvents)
      .where(and(eq(syncEvents.runId, runId), gt(syncEvents.seq, seq)))
      .orderBy(asc(syncEvents.seq))
      .limit(limit);
    return rows.map(({ data, at, seq: number, step, detail, progress }) =>
      ProgressFrame.parse({ ...data, seq: number, at: at.toISOString(), step, detail, progress }),
    );
  });
}
