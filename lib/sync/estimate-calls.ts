import { daysBetween } from "@/lib/domain/day";
import { DerivedStream, type Stream } from "@/lib/domain/stream";
import type { PlannedSlice } from "./plan";

/** Longer ranges of ads are read as a report: asked for, looked at, then read. */
const longestDirectDays = 7;
/** Calls of a report of 30 days and of any other slice, as the sandbox accounts took them on average. */
const reportCalls = 6;
const directCalls = 1;

const marketReports: Stream[] = ["fee_estimates", "stock_movements", "returns", "reimbursements"];
const isDerived = (stream: Stream) => DerivedStream.safeParse(stream).success;

/** Calls a slice will probably take. Pure. */
export function estimateCalls({ stream, from, to }: PlannedSlice): number {
  if (isDerived(stream)) return 0;
  const isReport =
    marketReports.includes(stream) || (stream === "ad_metrics" && daysBetween(from, to) >= longestDirectDays);
  return isReport ? reportCalls : directCalls;
}
