import { failure } from "@/lib/domain/failure";
import type { CallContext, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type ReportCursor, readReportCursor, writeCursor } from "./cursor";
import { isFailure } from "./listing";
import type { Report } from "./report";
import { keepDocument, readDocument } from "./report-document";
import { againAt, findCurrent, isEmpty, listReports } from "./report-past";
import { explainStop } from "./report-stop";
import { ReportCreated, ReportRun } from "./schema";
import { readTable } from "./tsv";
import { latestWindowOf, regionalWindowOf, type Window, windowOf } from "./window";

/** About two hours of polling; then the step fails and its retry goes on with the same report. */
const mostPolls = 150;
const rowsPerPage = 5_000;
const pauseMs = (polls: number) => Math.min(60_000, 2_000 * 2 ** Math.min(polls, 5));

function later<Row>({ clock }: CallContext, cursor: ReportCursor): Page<Row> {
  const askAgainAt = new Date(clock().getTime() + pauseMs(cursor.polls));
  return { rows: [], rejected: [], cursor: writeCursor({ ...cursor, polls: cursor.polls + 1 }), askAgainAt };
}

/** Goes on with a report. The page returns at once so that its id is kept before anything else happens. */
const follow = <Row>(context: CallContext, id: string): Page<Row> =>
  later(context, { kind: "report", id, polls: 0, document: "", skip: 0 });

function windowFor(context: CallContext, request: SliceRequest, report: Report<unknown>): Window | null {
  if (report.backMs !== undefined) return latestWindowOf(context, report.backMs);
  const whole = report.isRegional ? regionalWindowOf : windowOf;
  return whole(context, { ...request, since: undefined });
}

/** Starts a report, or goes on with one that somebody asked for lately, perhaps ourselves before a crash. */
async function submit<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
): Promise<Page<Row>> {
  const { marketplace } = readAccountId(request.accountExternalId);
  const window = windowFor(context, request, report);
  if (!window) return { rows: [], rejected: [], cursor: null };
  const known = await listReports(context, request, report);
  const current = findCurrent(known, request, report, context.clock());
  if (current && isOver(current)) return settle(current, known, request, report);
  if (current) return follow(context, current.reportId);
  const { reportId } = await ask(context, {
    operation: "createReport",
    region: marketplace.region,
    body: {
      reportType: report.type,
      marketplaceIds: [marketplace.id],
      ...{ dataStartTime: window.after, dataEndTime: window.before },
      reportOptions: report.options,
    },
    schema: ReportCreated,
  });
  return follow(context, reportId);
}

const isFatal = ({ processingStatus }: Pick<ReportRun, "processingStatus">) => processingStatus === "FATAL";
const isOver = (run: Pick<ReportRun, "processingStatus">) =>
  isFatal(run) || run.processingStatus === "CANCELLED";

/** What a report without rows means: nothing, or nothing yet. Rows that are stored stay either way. */
function settle<Row>(
  run: ReportRun,
  known: ReportRun[],
  request: SliceRequest,
  report: Report<Row>,
): Page<Row> {
  const page: Page<Row> = { rows: [], rejected: [], cursor: null };
  if (run.processingStatus === "CANCELLED" && isEmpty(run, known, request, report))
    return { ...page, isPartial: true };
  const [day, hour] = againAt(run, report).toISOString().split(/[T.]/);
  const why = isFatal(run) ? "Amazon gave the report up" : "Amazon says nothing, or was asked too soon";
  return { ...page, unread: `${why}: asked for again after ${day} ${hour?.slice(0, 5)} UTC` };
}

/** A report that was stopped: another of these days may be there; else it is told what is known of it. */
async function giveUp<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
  run: ReportRun,
): Promise<Page<Row>> {
  const known = await listReports(context, request, report);
  const others = known.filter(({ reportId }) => reportId !== run.reportId);
  const other = findCurrent(others, request, report, context.clock());
  if (other && !isOver(other)) return follow(context, other.reportId);
  if (isFatal(run)) {
    const { region } = readAccountId(request.accountExternalId).marketplace;
    const problem = await explainStop(context, region, run.reportDocumentId);
    if (problem) throw problem;
  }
  return settle(run, known, request, report);
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
async function stateOf(context: CallContext, request: SliceRequest, reportId: string, type: string) {
  const { region } = readAccountId(request.accountExternalId).marketplace;
  try {
    return await ask(context, { operation: "getReport", region, path: { reportId }, schema: ReportRun });
  } catch (error) {
    if (isFailure(error, "config_invalid.not_found"))
      return { reportId, reportType: type, processingStatus: "FATAL" };
    throw error;
  }
}

/**
 * One step through a report: ask for it, poll, then its rows. The cursor carries the report's id, so a crashed reader
 * goes on with the same report. One that Amazon stops is not asked for again until it may be made again.
 */
export async function readReport<Row>(
  context: CallContext,
  request: SliceRequest,
  report: Report<Row>,
): Promise<Page<Row>> {
  if (request.cursor === null) return submit(context, request, report);
  const cursor = readReportCursor(request.cursor);
  if (cursor.document) return readRowsOf(context, request, report, cursor);
  const run: ReportRun = await stateOf(context, request, cursor.id, report.type);
  if (run.processingStatus === "DONE" && run.reportDocumentId)
    return readRowsOf(context, request, report, { ...cursor, document: run.reportDocumentId });
  if (isOver(run)) return giveUp(context, request, report, run);
  if (cursor.polls >= mostPolls)
    throw failure("provider_transient", { provider: "Amazon", detail: "report_stuck" });
  return later(context, cursor);
}
