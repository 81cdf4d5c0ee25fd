import { dayIn } from "@/lib/domain/day";
import { failure } from "@/lib/domain/failure";
import { keyOf, parseRows, type RejectedRow } from "@/lib/http/rows";
import type { CallContext, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type ReportCursor, readReportCursor, writeCursor } from "./cursor";
import { isFailure } from "./listing";
import { keepDocument, readDocument } from "./report-document";
import { ReportCreated, ReportList, ReportRun } from "./schema";
import { readTable } from "./tsv";
import { windowOf } from "./window";

/** A report type, as it is asked for and read. */
export type Report<Row> = {
  type: string;
  options?: Record<string, string>;
  /** Columns without which the rows mean nothing. */
  columns: readonly string[];
  /** Amazon cancels a report asked for again sooner than this: a younger one is read instead. */
  cadenceMs: number;
  /** Reports of the present have no window. */
  isListing?: boolean;
  parse: (rows: Record<string, string>[], request: SliceRequest) => { rows: Row[]; rejected: RejectedRow[] };
};

const mostSubmissions = 2;
/** About two hours of polling; then the step fails and its retry goes on with the same report. */
const mostPolls = 150;
const rowsPerPage = 5_000;
const pauseMs = (polls: number) => Math.min(60_000, 2_000 * 2 ** Math.min(polls, 5));

function later<Row>({ clock }: CallContext, cursor: ReportCursor): Page<Row> {
  const askAgainAt = new Date(clock().getTime() + pauseMs(cursor.polls));
  return { rows: [], rejected: [], cursor: writeCursor({ ...cursor, polls: cursor.polls + 1 }), askAgainAt };
}

type Wanted = { dataStartTime?: string; dataEndTime?: string };

/** Whether a report is about the slice's days. Amazon widens windows to whole days, so an earlier report of today fits. */
function fits({ dataStartTime, dataEndTime }: ReportRun, { range, timezone }: SliceRequest): boolean {
  if (!dataStartTime || !dataEndTime) return false;
  const [first, last] = [Date.parse(dataStartTime), Date.parse(dataEndTime) - 1];
  if (Number.isNaN(first) || Number.isNaN(last)) return false;
  return dayIn(timezone, new Date(first)) === range.from && dayIn(timezone, new Date(last)) === range.to;
}

/** A report of the same window that somebody asked for lately, perhaps ourselves before a crash; or null. */
async function findRecent(
  context: CallContext,
  request: SliceRequest,
  { type, cadenceMs, isListing }: Report<unknown>,
): Promise<string | null> {
  const { marketplace } = readAccountId(request.accountExternalId);
  const listed = await ask(context, {
    operation: "getReports",
    region: marketplace.region,
    query: {
      reportTypes: [type],
      marketplaceIds: [marketplace.id],
      processingStatuses: ["DONE", "IN_PROGRESS", "IN_QUEUE"],
      createdSince: new Date(context.clock().getTime() - cadenceMs).toISOString(),
      pageSize: 100,
    },
    schema: ReportList,
  });
  // One that cannot be read is not found, and asked for anew.
  const { rows } = parseRows({ schema: ReportRun, rows: listed.reports, naturalKey: keyOf("reportId") });
  const fitting = rows.find((report) => report.reportType === type && (isListing || fits(report, request)));
  return fitting?.reportId ?? null;
}

/** Starts a report, or finds one. The page returns at once so that its id is kept before anything else happens. */
async function submit<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
  submission: number,
): Promise<Page<Row>> {
  const { marketplace } = readAccountId(request.accountExternalId);
  const window = windowOf(context, { ...request, since: undefined });
  if (!window) return { rows: [], rejected: [], cursor: null };
  const wanted: Wanted = report.isListing ? {} : { dataStartTime: window.after, dataEndTime: window.before };
  const known = submission === 1 ? await findRecent(context, request, report) : null;
  const id =
    known ??
    (
      await ask(context, {
        operation: "createReport",
        region: marketplace.region,
        body: {
          reportType: report.type,
          marketplaceIds: [marketplace.id],
          ...wanted,
          reportOptions: report.options,
        },
        schema: ReportCreated,
      })
    ).reportId;
  return later(context, { kind: "report", id, submission, polls: 0, document: "", skip: 0 });
}

async function readRowsOf<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
  cursor: ReportCursor,
): Promise<Page<Row>> {
  const { marketplace } = readAccountId(request.accountExternalId);
  const text = await readDocument(context, marketplace.region, cursor.document);
  const table = readTable(text, report.columns);
  const parsed = report.parse(table.rows, request);
  const end = cursor.skip + rowsPerPage;
  const isLast = end >= parsed.rows.length;
  keepDocument(context, cursor.document, isLast ? null : text);
  return {
    rows: parsed.rows.slice(cursor.skip, end),
    // Told once, with the page that completes the report.
    rejected: isLast ? parsed.rejected : [],
    cursor: isLast ? null : writeCursor({ ...cursor, skip: end }),
  };
}

/** The state of a report; one that Amazon no longer finds is as good as failed. */
async function stateOf(context: CallContext, request: SliceRequest, reportId: string) {
  const { region } = readAccountId(request.accountExternalId).marketplace;
  try {
    return await ask(context, { operation: "getReport", region, path: { reportId }, schema: ReportRun });
  } catch (error) {
    if (isFailure(error, "config_invalid.not_found")) return { processingStatus: "FATAL" };
    throw error;
  }
}

/**
 * One step through a report: ask for it, poll, then its rows. The cursor carries the report's id, so a crashed reader
 * goes on with the same report; another is asked for only once Amazon has given this one up.
 */
export async function readReport<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
): Promise<Page<Row>> {
  if (request.cursor === null) return submit(context, request, report, 1);
  const cursor = readReportCursor(request.cursor);
  if (cursor.document) return readRowsOf(context, request, report, cursor);
  const run: Partial<ReportRun> = await stateOf(context, request, cursor.id);
  if (run.processingStatus === "DONE" && run.reportDocumentId)
    return readRowsOf(context, request, report, { ...cursor, document: run.reportDocumentId });
  // Amazon cancels a report by itself when there is nothing in it.
  if (run.processingStatus === "CANCELLED") return { rows: [], rejected: [], cursor: null };
  if (run.processingStatus === "FATAL") {
    if (cursor.submission < mostSubmissions) return submit(context, request, report, cursor.submission + 1);
    throw failure("provider_bug", { provider: "Amazon", detail: "report_fatal" });
  }
  if (cursor.polls >= mostPolls)
    throw failure("provider_transient", { provider: "Amazon", detail: "report_stuck" });
  return later(context, cursor);
}
