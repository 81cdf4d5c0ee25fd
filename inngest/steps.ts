import { type GetStepTools, RetryAfterError } from "inngest";
import { AppError } from "@/lib/core/errors";
import { assertSmall, type Step } from "@/lib/sync/step";
import type { inngest } from "./client";

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
