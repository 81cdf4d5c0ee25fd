import { type GetStepTools, RetryAfterError } from "inngest";
import { AppError, invariant } from "@/lib/core/errors";
import type { Step } from "@/lib/sync/step";
import type { inngest } from "./client";

/** What a step may return: ids, counts, cursors. */
const maxResultBytes = 16 * 1024;

/** Throws where a step would return more than an executor should carry. */
export function assertSmall<T>(id: string, result: T): T {
  const size = JSON.stringify(result ?? null).length;
  if (size > maxResultBytes) throw invariant("step_result", `step ${id} returned ${size} bytes`);
  return result;
}

/** Tells Inngest when to try again, where the engine knows. */
async function withRetryTime<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.until && error.retry === "now")
      throw new RetryAfterError(error.message, error.until, { cause: error });
    throw error;
  }
}

/** Inngest's steps as the engine's executor. */
export function stepsOf(step: GetStepTools<typeof inngest>): Step {
  return {
    // Results are plain JSON by construction, so what Inngest gives back has the type that went in.
    run: async <T>(id: string, work: () => Promise<T>) =>
      (await step.run(id, () => withRetryTime(async () => assertSmall(id, await work())))) as T,
    sleepUntil: (id, date) => step.sleepUntil(id, date),
  };
}
