import * as z from "zod";

/** Why an account's total and the sum of its parts differ. */
export const GapReason = z.enum([
  "rounding",
  "not_yet_read",
  "deleted_entities",
  "performance_without_ads",
  "unexplained",
]);
export type GapReason = z.infer<typeof GapReason>;

export type Gap = {
  /** The account's number less the sum of its parts. */
  gap: bigint;
  /** The most that rounding each part can add up to. */
  rounding: bigint;
  /** Were account and parts read by the same run? Else one of them is ahead of the other. */
  isSameReading: boolean;
  /** What parts that were deleted since are known to have had. */
  deleted: bigint;
  /** What campaigns have that never listed an ad. */
  withoutAds: bigint;
};

const size = (value: bigint) => (value < 0n ? -value : value);

/** The reason for a gap; null when there is none. What is deleted or has no ads must cover the gap to explain it. */
export function explainGap({ gap, rounding, isSameReading, deleted, withoutAds }: Gap): GapReason | null {
  if (gap === 0n) return null;
  if (size(gap) <= rounding) return "rounding";
  if (!isSameReading) return "not_yet_read";
  if (gap < 0n || gap > deleted + withoutAds + rounding) return "unexplained";
  return withoutAds >= deleted ? "performance_without_ads" : "deleted_entities";
}

/** Gaps that close by themselves or were never real. */
export const isHarmless = (reason: GapReason | null) =>
  reason === null || reason === "rounding" || reason === "not_yet_read";
