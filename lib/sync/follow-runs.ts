import "server-only";
import { inArray } from "drizzle-orm";
import { syncRuns } from "@/drizzle/schema";
import type { ProgressFrame } from "@/lib/api/sync";
import { withWorkspace } from "@/lib/db/transaction";
import { type FollowOptions, followRun } from "./follow";

export type RunCursor = { runId: string; after: number };
export type RunFrame = { runId: string; frame: ProgressFrame };

/** Those of the runs that are this workspace's. */
export async function knownRuns(viewer: { workspaceId: string }, cursors: RunCursor[]): Promise<RunCursor[]> {
  if (cursors.length === 0) return [];
  const ids = cursors.map(({ runId }) => runId);
  const rows = await withWorkspace(viewer, (tx) =>
    tx.select({ id: syncRuns.id }).from(syncRuns).where(inArray(syncRuns.id, ids)),
  );
  const known = new Set(rows.map(({ id }) => id));
  return cursors.filter(({ runId }) => known.has(runId));
}

/** Several runs in one stream, each as `followRun` tells it; ends with the last of them. Null is a heartbeat. */
export async function* followRuns(
  viewer: { workspaceId: string },
  cursors: RunCursor[],
  options: Omit<FollowOptions, "after">,
): AsyncGenerator<RunFrame | null> {
  const follows = cursors.map(({ runId, after }) => ({
    runId,
    frames: followRun(viewer, runId, { ...options, after }),
  }));
  type Follow = (typeof follows)[number];
  const step = async (follow: Follow) => ({ follow, result: await follow.frames.next() });
  const pending = new Map(follows.map((follow) => [follow, step(follow)]));
  try {
    while (pending.size > 0) {
      const { follow, result } = await Promise.race(pending.values());
      if (result.done) {
        pending.delete(follow);
        continue;
      }
      pending.set(follow, step(follow));
      yield result.value === null ? null : { runId: follow.runId, frame: result.value };
    }
  } finally {
    for (const { frames } of follows) void frames.return(undefined);
  }
}
