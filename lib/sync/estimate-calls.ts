import { daysBetween } from "@/lib/domain/day";
import { SourceStream } from "@/lib/domain/stream";
import type { Limits } from "@/lib/providers/contract";
import type { PlannedSlice } from "./plan";

/** Calls a slice will probably take, by the provider's own word; what is worked out here takes none. Pure. */
export function estimateCalls(
  { stream, from, to }: PlannedSlice,
  { sliceCalls }: Pick<Limits, "sliceCalls">,
): number {
  const source = SourceStream.safeParse(stream);
  return source.success ? (sliceCalls?.(source.data, daysBetween(from, to) + 1) ?? 1) : 0;
}
