import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProgressFrame } from "@/lib/api/sync";
import { readFrames } from "./job";

export type FollowOptions = {
  after: number;
  signal: AbortSignal;
  pollMs?: number;
  heartbeatMs?: number;
  /** Serverless hosts end a response after minutes; the client resumes by id. */
  lifetimeMs?: number;
};

const isTerminal = ({ step }: ProgressFrame) => step === "done" || step === "error";

/**
 * A run's frames after `after`, each once and in order, until the terminal one. In silence it yields null as a
 * heartbeat. Truth is Postgres: a frame cannot be missed, since `seq` is allocated under the run's lock.
 */
export async function* followRun(
  viewer: { workspaceId: string },
  runId: string,
  { after, signal, pollMs = 400, heartbeatMs = 15_000, lifetimeMs = 240_000 }: FollowOptions,
): AsyncGenerator<ProgressFrame | null> {
  const endsAt = Date.now() + lifetimeMs;
  let last = after;
  let spokeAt = Date.now();
  while (!signal.aborted && Date.now() < endsAt) {
    const frames = await readFrames(viewer, runId, last);
    for (const frame of frames) {
      yield frame;
      last = frame.seq;
      spokeAt = Date.now();
      if (isTerminal(frame)) return;
    }
    if (frames.length > 0) continue;
    if (Date.now() - spokeAt >= heartbeatMs) {
      yield null;
      spokeAt = Date.now();
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
