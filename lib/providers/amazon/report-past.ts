import { addDays, dayIn } from "@/lib/domain/day";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import type { Report } from "./report";
import { ReportList, ReportRun } from "./schema";
import { startOf } from "./window";

const dayMs = 86_400_000;
/** How far back an empty answer is believed to confirm another. */
const memoryMs = 30 * dayMs;

type Kind = Pick<Report<unknown>, "type" | "cadenceMs" | "backMs" | "isRegional">;

/** Reports of a type made for the account of late, newest first, whatever became of them. */
export async function listReports(
  context: CallContext,
  { accountExternalId }: SliceRequest,
  { type, isRegional }: Kind,
): Promise<ReportRun[]> {
  const { marketplace } = readAccountId(accountExternalId);
  const listed = await ask(context, {
    operation: "getReports",
    region: marketplace.region,
    query: {
      reportTypes: [type],
      marketplaceIds: isRegional ? undefined : [marketplace.id],
      createdSince: new Date(context.clock().getTime() - memoryMs).toISOString(),
      pageSize: 100,
    },
    schema: ReportList,
  });
  // One that cannot be read is not found, and asked for anew.
  const { rows } = parseRows({ schema: ReportRun, rows: listed.reports, naturalKey: keyOf("reportId") });
  return rows.filter(({ reportType }) => reportType === type).sort((a, b) => madeAt(b) - madeAt(a));
}

const madeAt = ({ createdTime }: ReportRun): number => Date.parse(createdTime ?? "") || 0;

const spanOf = ({ dataStartTime, dataEndTime }: ReportRun) =>
  [Date.parse(dataStartTime ?? ""), Date.parse(dataEndTime ?? "")] as const;

/** Whether a report is about the slice's days. Amazon widens windows to whole days, so an earlier report of today fits. */
function fits(run: ReportRun, { range, timezone }: SliceRequest): boolean {
  const [first, end] = spanOf(run);
  if (Number.isNaN(first) || Number.isNaN(end)) return false;
  return dayIn(timezone, new Date(first)) === range.from && dayIn(timezone, new Date(end - 1)) === range.to;
}

/** A report of the present ends some minutes before it was asked for. */
const presentMs = 15 * 60_000;

/** Whether a report holds all of the slice's days, and perhaps more. */
function covers(run: ReportRun, { range, timezone }: SliceRequest): boolean {
  const [from, to] = spanOf(run);
  const end = Math.min(startOf(addDays(range.to, 1), timezone).getTime(), madeAt(run) - presentMs);
  return from <= startOf(range.from, timezone).getTime() && to >= end;
}

function overlaps(run: ReportRun, { range, timezone }: SliceRequest): boolean {
  const [from, to] = spanOf(run);
  return (
    from < startOf(addDays(range.to, 1), timezone).getTime() && to > startOf(range.from, timezone).getTime()
  );
}

const ranks = ["DONE", "IN_PROGRESS", "IN_QUEUE", "CANCELLED", "FATAL"];

/** The report of these days that Amazon would not make again yet: one that can be read before one that was stopped. */
export function findCurrent(
  runs: ReportRun[],
  request: SliceRequest,
  { cadenceMs, backMs, isRegional }: Kind,
  now: Date,
): ReportRun | undefined {
  const isOfDays = isRegional ? covers : fits;
  const rank = ({ processingStatus }: ReportRun) => ranks.indexOf(processingStatus);
  return runs
    .filter((run) => rank(run) >= 0 && madeAt(run) > now.getTime() - cadenceMs)
    .filter((run) => backMs !== undefined || isOfDays(run, request))
    .sort((a, b) => rank(a) - rank(b))[0];
}

/**
 * Whether a cancelled report says that there is nothing. Amazon cancels empty reports as well as those asked for too
 * soon, and does not say which; two in a row, further apart than that, can only be empty.
 * https://developer-docs.amazon.com/sp-api/docs/reports-faq
 */
export const isEmpty = (
  run: ReportRun,
  runs: ReportRun[],
  request: SliceRequest,
  { cadenceMs, backMs }: Kind,
): boolean =>
  runs.some(
    (earlier) =>
      earlier.processingStatus === "CANCELLED" &&
      madeAt(earlier) <= madeAt(run) - cadenceMs &&
      (backMs !== undefined || overlaps(earlier, request)),
  );

/** When Amazon makes the report again. */
export const againAt = (run: ReportRun, { cadenceMs }: Kind): Date => new Date(madeAt(run) + cadenceMs);
