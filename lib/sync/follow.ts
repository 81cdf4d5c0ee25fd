import "server-only";
import type { ProgressFrame } from "@/lib/api/sync";
import { isTerminal, joinFeed, type ReadFrames } from "./run-feed";

export type FollowOptions = {
  after: number;
  signal: AbortSignal;
  pollMs?: number;
  heartbeatMs?: number;
  /** Serverless hosts end a response after minutes; the client resumes by id. */
  lifetimeMs?: number;
  read?: ReadFrames;
};

/**
 * A run's frames after `after`, each once and in order, until the terminal one. In silence it yields null as a
 * heartbeat. Truth is Postgres: a frame cannot be missed, since `seq` is allocated under the run's lock.
 */
export async function* followRun(
  viewer: { workspaceId: string },
  runId: string,
  { after, signal, pollMs = 400, heartbeatMs = 15_000, lifetimeMs = 240_000, read }: FollowOptions,
): AsyncGenerator<ProgressFrame | null> {
  const endsAt = Date.now() + lifetimeMs;
  let last = after;
  let spokeAt = Date.now();
  const follower = joinFeed(viewer, runId, { after, pollMs, read });
  try {
    while (!signal.aborted && Date.now() < endsAt) {
      const silentUntil = Math.min(spokeAt + heartbeatMs, endsAt);
      const frames = await follower.next(last, silentUntil - Date.now(), signal);
      if (frames === null) return;
      for (const frame of frames) {
        yield frame;
        last = frame.seq;
        spokeAt = Date.now();
        if (isTerminal(frame)) return;
      }
      if (frames.length > 0 || Date.now() - spokeAt < heartbeatMs) continue;
      yield null;
      spokeAt = Date.now();
    }
  } finally {
    follower.leave();
  }
}
