import { invariant } from "@/lib/core/errors";

/** The one thing the engine asks of an executor. Results must be small: ids, counts, cursors. */
export type Step = {
  /** Runs `work` once; a finished step answers from memory when the run is replayed. */
  run: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  sleepUntil: (id: string, date: Date) => Promise<void>;
};

/** A run as the world outside Postgres knows it. */
export type RunRef = { workspaceId: string; runId: string };

/** A run that holds its connection's lease; every write checks the fence. */
export type Lease = RunRef & { connectionId: string; fence: number };

/** What a step may return: ids, counts, cursors. */
const maxResultBytes = 16 * 1024;

/** Throws where a step would return more than an executor should carry. */
export function assertSmall<T>(id: string, result: T): T {
  const size = JSON.stringify(result ?? null).length;
  if (size > maxResultBytes) throw invariant("step_result", `step ${id} returned ${size} bytes`);
  return result;
}
