import "server-only";
import { eq } from "drizzle-orm";
import { syncRuns } from "@/drizzle/schema";
import { AppError, notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import { isActive, type RunMode, type RunStatus } from "@/lib/domain/run-status";
import { selectedAccounts, unreadSlices } from "./plan-run";
import { type Requested, type Requester, requestSyncIn } from "./request";
import { isRetryable } from "./retryable";
import { scopeOf } from "./scope";

const nothingToRetry = (fix: string) =>
  new AppError({
    code: "nothing_to_retry",
    message: "Nothing of this sync is left to retry.",
    status: 409,
    actor: "you",
    fix,
  });

/**
 * Asks for a run of exactly the slices `runId` left unread. Joins the sync that is active, as Sync now does. Throws
 * `nothing_to_retry` (409) when everything was read, then or by an earlier retry.
 */
export function retryFailed(requester: Requester, runId: string): Promise<Requested> {
  return withWorkspace(requester, async (tx) => {
    const [found] = await tx
      .select({ run: syncRuns, isRetryable })
      .from(syncRuns)
      .where(eq(syncRuns.id, runId));
    if (!found) throw notFound("The sync");
    const { run } = found;
    const { connectionId } = run;
    if (!isActive(run.status as RunStatus)) {
      if (!found.isRetryable) throw nothingToRetry("Start a new sync instead.");
      const unread = await unreadSlices(tx, runId, await selectedAccounts(tx, connectionId));
      if (unread.length === 0) throw nothingToRetry("Its accounts are deselected; select them in Settings.");
    }
    const own = scopeOf(run);
    const since = own?.kind === "failed_slices" ? own.since : (run.startedAt ?? run.queuedAt).toISOString();
    return requestSyncIn(tx, requester, {
      connectionId,
      trigger: "retry",
      mode: run.mode as RunMode,
      parentRunId: runId,
      scope: { kind: "failed_slices", of: runId, since },
    });
  });
}
