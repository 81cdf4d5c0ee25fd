import { and, eq } from "drizzle-orm";
import { syncSlices } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { withWorker } from "@/lib/db/transaction";
import { phases } from "@/lib/domain/phase";
import type { Stream } from "@/lib/domain/stream";
import { holdLease } from "./fence";
import { recordProgress } from "./progress";
import { type SliceState, updateSlice } from "./slice-state";
import type { Lease } from "./step";

const firstDelayMs = 2_000;
/** Less than the silence after which a run counts as orphaned. */
const longestDelayMs = 60_000;

/** Exponential, with full jitter: many slices that failed together do not come back together. */
const backoffMs = (attempt: number, random = Math.random()) =>
  Math.round(1_000 + random * Math.min(longestDelayMs - 1_000, firstDelayMs * 2 ** attempt));

type Attempt = {
  lease: Lease;
  slice: SliceState<Stream> | undefined;
  position: number;
  calls: number;
  at: Date;
};

async function note(
  { lease, slice, position, calls, at }: Attempt,
  error: AppError,
  until: Date,
): Promise<void> {
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    await updateSlice(tx, lease, position, { apiCalls: calls, at, error });
    const seconds = Math.ceil((until.getTime() - at.getTime()) / 1_000);
    const account = slice ? `${slice.account.name}: ` : "";
    const detail = `${account}${error.message} Trying again in ${seconds} s.`;
    const source = {
      slice: position,
      stream: slice?.stream,
      account: slice?.account.externalId,
      code: error.code,
    };
    const { step } = phases[slice?.phase ?? "authorise"];
    await recordProgress(tx, lease, { step, detail, at, apiCalls: calls, source });
  });
}

/**
 * The error to throw so that the executor tries again, with the time at which it should. What happened is kept on the
 * slice and told in the event log, for whoever watches meanwhile and for when no attempt is left.
 */
export async function retryLater(attempt: Attempt, error: AppError): Promise<AppError> {
  const { lease, position, at } = attempt;
  const [row] = await withWorker(lease, (tx) =>
    tx
      .select({ attempt: syncSlices.attempt })
      .from(syncSlices)
      .where(and(eq(syncSlices.runId, lease.runId), eq(syncSlices.position, position))),
  ).catch(() => []);
  const until = new Date(at.getTime() + backoffMs(row?.attempt ?? 1));
  await note(attempt, error, until).catch((failed: unknown) =>
    log.warn({ error: failed, runId: lease.runId }, "an attempt's error was not kept"),
  );
  const { code, message, retry, actor, fix } = error;
  return new AppError({ code, message, retry, actor, fix, until, cause: error });
}
