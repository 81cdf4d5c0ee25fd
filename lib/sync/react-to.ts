import { and, eq } from "drizzle-orm";
import { connectionAccounts, syncSlices } from "@/drizzle/schema";
import { AppError, toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { withWorker } from "@/lib/db/transaction";
import { failure, failureKindOf } from "@/lib/domain/failure";
import { type Phase, phases } from "@/lib/domain/phase";
import type { Stream } from "@/lib/domain/stream";
import { holdLease } from "./fence";
import { recordProgress } from "./progress";
import { retryLater } from "./retry-later";
import { type SliceState, updateSlice } from "./slice-state";
import { splitSlice } from "./split-slice";
import type { Lease } from "./step";

export type SliceOutcome =
  | { state: "done" }
  /** Time is up or a hiccup came after progress: go on in a new step with fresh retries. */
  | { state: "more" }
  /** The answer is being prepared: come back then, and do other things meanwhile. */
  | { state: "later"; until: string }
  | { state: "wait"; until: string }
  | { state: "failed"; code: string }
  /** Replaced by smaller slices at the end of the plan. */
  | { state: "split" }
  /** Nothing of this run can go on: fenced, or the grant is dead. */
  | { state: "stopped"; code: string; message: string; fix: string | null };

type Situation = {
  lease: Lease;
  slice: SliceState<Stream> | undefined;
  position: number;
  calls: number;
  hasProgress: boolean;
  at: Date;
};

const fallbackWaitMs = 5 * 60_000;

/** What of a slice is told when it fails or waits. */
type Told = Pick<SliceState<Stream>, "stream" | "phase"> & { account: { name: string; externalId: string } };
type Telling = Omit<Situation, "slice" | "hasProgress"> & { slice: Told | undefined };

/** Notes calls spent and, when the slice ends or waits, tells about it. */
async function tell(
  situation: Telling,
  error: AppError,
  status: "failed" | "waiting",
  until?: Date,
): Promise<void> {
  const { lease, slice, position, calls, at } = situation;
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    await updateSlice(tx, lease, position, {
      apiCalls: calls,
      at,
      status,
      waitingUntil: until,
      error: { code: error.code, message: error.message },
    });
    const { step } = phases[slice?.phase ?? "authorise"];
    const account = slice ? `${slice.account.name}: ` : "";
    const source = {
      slice: position,
      stream: slice?.stream,
      account: slice?.account.externalId,
      code: error.code,
    };
    await recordProgress(tx, lease, {
      step,
      detail: `${account}${error.message}`,
      at,
      apiCalls: calls,
      source,
    });
    if (status === "failed" && slice)
      await tx
        .update(connectionAccounts)
        .set({ lastError: error.message })
        .where(
          and(
            eq(connectionAccounts.connectionId, lease.connectionId),
            eq(connectionAccounts.externalId, slice.account.externalId),
          ),
        );
  });
}

/** The one reaction each class of failure has. Throws what the executor should retry. */
export async function reactTo(thrown: unknown, situation: Situation): Promise<SliceOutcome> {
  const error = toAppError(thrown);
  const kind = failureKindOf(error.code);
  const { lease, slice, hasProgress, at } = situation;
  const where = {
    runId: lease.runId,
    stream: slice?.stream,
    account: slice?.account.externalId,
    code: error.code,
  };
  if (kind === "cancelled") return { state: "stopped", code: error.code, message: error.message, fix: null };
  if (error.code.startsWith("invariant")) {
    log.error({ error, ...where }, "an invariant does not hold");
    return { state: "stopped", code: error.code, message: error.message, fix: null };
  }
  log.warn({ error, ...where }, "a slice met a failure");
  if (kind === "needs_reauth")
    return { state: "stopped", code: error.code, message: error.message, fix: error.fix ?? null };
  if (kind === "rate_limited" || kind === "rate_limited_daily") {
    const until = error.until ?? new Date(at.getTime() + fallbackWaitMs);
    await tell(situation, error, "waiting", until);
    return { state: "wait", until: until.toISOString() };
  }
  if (kind === "too_much_data" && slice) {
    const pieces = await splitSlice({ lease, slice, calls: situation.calls, at });
    if (pieces > 0) return { state: "split" };
  } else if (error.retry === "now") {
    if (hasProgress) return { state: "more" };
    throw await retryLater(situation, error);
  }
  await tell(situation, error, "failed");
  return { state: "failed", code: error.code };
}

/** After the executor's last retry: the slice fails with the error of its last attempt, the others go on. */
export async function giveUpSlice(lease: Lease, position: number, at: Date): Promise<void> {
  const [last] = await withWorker(lease, (tx) =>
    tx
      .select({ slice: syncSlices, name: connectionAccounts.name })
      .from(syncSlices)
      .innerJoin(
        connectionAccounts,
        and(
          eq(connectionAccounts.connectionId, lease.connectionId),
          eq(connectionAccounts.externalId, syncSlices.accountExternalId),
        ),
      )
      .where(and(eq(syncSlices.runId, lease.runId), eq(syncSlices.position, position))),
  );
  const unknown = failure("internal", { provider: "" });
  const { errorCode: code, errorMessage: message } = last?.slice ?? {};
  const error = code ? new AppError({ code, message: message ?? unknown.message }) : unknown;
  const slice = last && {
    stream: last.slice.stream as Stream,
    phase: last.slice.phase as Phase,
    account: { name: last.name, externalId: last.slice.accountExternalId },
  };
  await tell({ lease, slice, position, calls: 0, at }, error, "failed");
}
