import { eq, max } from "drizzle-orm";
import { syncRuns, syncSlices } from "@/drizzle/schema";
import { crashpoint } from "@/lib/core/crashpoint";
import { withWorker } from "@/lib/db/transaction";
import { daysBetween, splitDays } from "@/lib/domain/day";
import { phases, streamLabels } from "@/lib/domain/phase";
import { RangeStream, type Stream } from "@/lib/domain/stream";
import { holdLease } from "./fence";
import { recordProgress } from "./progress";
import { type SliceState, updateSlice } from "./slice-state";
import type { Lease } from "./step";

/** 30 days are asked again as weeks, a week as days; a single day cannot be split. */
const smallerSize = (days: number) => (days > 7 ? 7 : days > 1 ? 1 : null);

type Split = { lease: Lease; slice: SliceState<Stream>; calls: number; at: Date };

/** Replaces a slice that is too large by smaller ones at the end of the plan. Returns how many, 0 if it cannot. */
export async function splitSlice({ lease, slice, calls, at }: Split): Promise<number> {
  const { stream, from, to, account, phase } = slice;
  const size = smallerSize(daysBetween(from, to) + 1);
  if (size === null || !RangeStream.safeParse(stream).success || stream === "demographics") return 0;
  const { runId, workspaceId } = lease;
  const pieces = splitDays({ from, to }, size);
  await withWorker(lease, async (tx) => {
    await holdLease(tx, lease);
    // Two slices may be found too large at once: the run's lock gives each its own positions.
    await tx.select({ id: syncRuns.id }).from(syncRuns).where(eq(syncRuns.id, runId)).for("update");
    const [last] = await tx
      .select({ position: max(syncSlices.position) })
      .from(syncSlices)
      .where(eq(syncSlices.runId, runId));
    const next = (last?.position ?? slice.position) + 1;
    const base = {
      runId,
      workspaceId,
      stream,
      phase,
      lane: slice.lane,
      accountExternalId: account.externalId,
      queuedAt: at,
    };
    await tx.insert(syncSlices).values(
      pieces.map((piece, index) => ({
        ...base,
        position: next + index,
        fromDay: piece.from,
        toDay: piece.to,
        since: slice.since,
      })),
    );
    await updateSlice(tx, lease, slice.position, { apiCalls: calls, at, status: "skipped" });
    const detail = `${account.name}: ${streamLabels[stream]} ${from} to ${to} are asked in ${pieces.length} smaller parts`;
    const source = { slice: slice.position, stream, account: account.externalId };
    await recordProgress(tx, lease, { step: phases[phase].step, detail, at, apiCalls: calls, source });
    crashpoint("split: before the commit");
  });
  return pieces.length;
}
