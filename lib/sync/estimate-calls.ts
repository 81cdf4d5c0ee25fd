import { daysBetween } from "@/lib/domain/day";
import type { PlannedSlice } from "./plan";

/** Longer ranges of ads are read as a report: asked for, looked at, then read. */
const longestDirectDays = 7;
/** Calls of a report of 30 days and of any other slice, as the sandbox accounts took them on average. */
const reportCalls = 6;
const directCalls = 1;

/** Calls a slice will probably take. Pure. */
export function estimateCalls({ stream, from, to }: PlannedSlice): number {
  const isReport = stream === "ad_metrics" && daysBetween(from, to) >= longestDirectDays;
  return isReport ? reportCalls : directCalls;
}
