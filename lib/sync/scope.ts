import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { RangeStream } from "@/lib/domain/stream";

/** What a run was asked for instead of the usual plan. Kept with the run, so that a replay reads the same. */
export const RunScope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("range"), from: Day, to: Day, streams: z.array(RangeStream).min(1) }),
  /** `since` is when the first of the runs began: what is read in the end is as old as that. */
  z.object({ kind: z.literal("failed_slices"), of: z.string(), since: z.iso.datetime() }),
]);
export type RunScope = z.infer<typeof RunScope>;

export const scopeOf = ({ scope }: { scope: Record<string, unknown> | null }): RunScope | null =>
  scope === null ? null : RunScope.parse(scope);
