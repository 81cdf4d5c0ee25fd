import { gzipSync } from "node:zlib";
import {
  type Answer,
  type Fault,
  ok,
  type Question,
  readSigned,
  type Striking,
  sign,
  unixNow,
} from "../../simulation";
import { worldOf } from "./accounts";
import { type Asked, accountIn, bodyOf } from "./asked";
import { listFrom, momentFrom, pageOf, sizeFrom } from "./paging";
import { problems } from "./problems";
import { type ReportText, reportTexts, tableText, toWindows1252 } from "./report-text";
import { createMemory, dayMs, hourMs, iso, type Sandbox } from "./sandbox";
import type { Report } from "./state";

/** Kinds that change what becomes of reports. */
export const reportFaults = ["report_fatal", "report_cancelled", "report_stuck", "document_expired"];

const keptReports = 2_000;
const needWindow = ["GET_LEDGER_DETAIL_VIEW_DATA"];

type Wanted = {
  reportType?: string;
  marketplaceIds?: string[];
  dataStartTime?: string;
  dataEndTime?: string;
  reportOptions?: Record<string, string>;
};

export function createReport(asked: Asked): Answer {
  const { sandbox } = asked;
  const wanted = bodyOf<Wanted>(asked);
  const { reportType: type = "", marketplaceIds: [marketplaceId] = [] } = wanted;
  if (!reportTexts[type]) throw problems.input(`${type} is not a valid report type.`);
  accountIn(sandbox, marketplaceId);
  const [from, to] = [momentFrom(wanted.dataStartTime ?? null), momentFrom(wanted.dataEndTime ?? null)];
  if (needWindow.includes(type) && (from === null || to === null))
    throw problems.input("dataStartTime and dataEndTime are required.");
  if (from !== null && to !== null && from > to) throw problems.input("Date range is invalid.");
  const id = String(
    50_000_000_001 + (Number(sandbox.state.reports.at(-1)?.id ?? 50_000_000_000) - 50_000_000_000),
  );
  const report: Report = {
    ...{ id, type, marketplaceId: marketplaceId ?? "", options: wanted.reportOptions ?? {}, from, to },
    createdAt: sandbox.now().getTime(),
    polls: 0,
  };
  sandbox.state.reports = [...sandbox.state.reports.slice(-keptReports), report];
  sandbox.save();
  return { status: 202, body: { reportId: id } };
}

const feePreview = "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA";
/** Types that tell of every marketplace of the region, whichever is asked for. */
const regional = ["GET_FBA_REIMBURSEMENTS_DATA", feePreview];
export const isRegional = ({ type }: Pick<Report, "type">): boolean => regional.includes(type);

/** Whether the same report was asked for so lately that Amazon will not make it again: a fee preview with any window. */
const isTooSoon = ({ state }: Sandbox, report: Report) =>
  state.reports.some(
    ({ id, type, marketplaceId, from, to, createdAt, outcome }) =>
      Number(id) < Number(report.id) &&
      type === report.type &&
      (isRegional(report) || marketplaceId === report.marketplaceId) &&
      (type === feePreview ? outcome !== "FATAL" : from === report.from && to === report.to) &&
      report.createdAt - createdAt < (type === feePreview ? 24 : 4) * hourMs,
  );

/** Fee previews are only made of the last 72 hours and more. https://github.com/amzn/selling-partner-api-models/issues/5024 */
const isUnfit = ({ type, from, to, createdAt }: Report) =>
  type === feePreview && (to === null || from === null || createdAt - from < 72 * hourMs);

const remember = createMemory<ReportText>(6);

function textOf(sandbox: Sandbox, report: Report) {
  const { type, marketplaceId, from, to, createdAt } = report;
  const make = reportTexts[type];
  if (!make) throw problems.missing();
  const accounts = isRegional(report) ? sandbox.accounts() : [accountIn(sandbox, marketplaceId)];
  const span = { from: from ?? createdAt - 30 * dayMs, to: to ?? createdAt, now: createdAt };
  return remember(`${accounts.map(worldOf)}|${type}|${from}|${to}|${createdAt}`, () => {
    const texts = accounts.map((account) => make(account, span));
    return { ...texts[0], rows: texts.flatMap(({ rows }) => rows) };
  });
}

type Stage = "IN_QUEUE" | "IN_PROGRESS" | "DONE" | "CANCELLED" | "FATAL";

/** A report's fate as a fault has it; `params.type` spares reports of other types. */
const fateOf = ({ type }: Report, fault: Fault | null) =>
  fault && (fault.params.type ?? type) === type ? fault.kind : null;

function outcomeOf(sandbox: Sandbox, report: Report, fate: string | null): "DONE" | "CANCELLED" | "FATAL" {
  if (fate === "report_fatal" || isUnfit(report)) return "FATAL";
  if (fate === "report_cancelled" || isTooSoon(sandbox, report)) return "CANCELLED";
  return textOf(sandbox, report).rows.length === 0 ? "CANCELLED" : "DONE";
}

function stageOf(sandbox: Sandbox, report: Report, fault: Fault | null): Stage {
  if (report.outcome) return report.outcome;
  const fate = fateOf(report, fault);
  const age = sandbox.now().getTime() - report.createdAt;
  const isDecided = fate === "report_fatal" || fate === "report_cancelled";
  if (!isDecided && age < 5_000 && report.polls < 2) return "IN_QUEUE";
  if (!isDecided && ((age < 20_000 && report.polls < 3) || fate === "report_stuck")) return "IN_PROGRESS";
  report.outcome = outcomeOf(sandbox, report, fate);
  if (report.outcome === "FATAL" && typeof fault?.params.says === "string") report.says = fault.params.says;
  sandbox.save();
  return report.outcome;
}

const wireReport = (sandbox: Sandbox, report: Report, fault: Fault | null = null) => {
  const stage = stageOf(sandbox, report, fault);
  const hasDocument = stage === "DONE" || (stage === "FATAL" && report.says !== undefined);
  return {
    ...{ reportId: report.id, reportType: report.type, marketplaceIds: [report.marketplaceId] },
    ...(report.from !== null && { dataStartTime: iso(report.from) }),
    ...(report.to !== null && { dataEndTime: iso(report.to) }),
    createdTime: iso(report.createdAt),
    processingStatus: stage,
    ...(stage !== "IN_QUEUE" && { processingStartTime: iso(report.createdAt + 5_000) }),
    ...(report.outcome && { processingEndTime: iso(report.createdAt + 20_000) }),
    ...(hasDocument && { reportDocumentId: `amzn1.spdoc.1.4.na.${report.id}` }),
  };
};

function find({ state }: Sandbox, id: string | undefined): Report {
  const report = state.reports.find((one) => one.id === id);
  if (!report) throw problems.missing();
  return report;
}

export function getReport({ sandbox, values }: Asked, striking: Striking): Answer {
  const report = find(sandbox, values.reportId);
  report.polls += 1;
  return ok(wireReport(sandbox, report, striking.own));
}

export function cancelReport({ sandbox, values }: Asked): Answer {
  const report = find(sandbox, values.reportId);
  if (stageOf(sandbox, report, null) !== "IN_QUEUE") throw problems.input("The report cannot be cancelled.");
  sandbox.state.reports = sandbox.state.reports.filter((one) => one !== report);
  sandbox.save();
  return { status: 200, body: "" };
}

export function getReports({ sandbox, params }: Asked): Answer {
  const token = params.get("nextToken");
  const types = listFrom(params.get("reportTypes"));
  if (types.length === 0 && !token) throw problems.input("reportTypes is required.");
  const marketplaces = listFrom(params.get("marketplaceIds"));
  const statuses = listFrom(params.get("processingStatuses"));
  const since = momentFrom(params.get("createdSince")) ?? sandbox.now().getTime() - 90 * dayMs;
  const rows = sandbox.state.reports
    .toReversed()
    .filter(({ type, createdAt }) => createdAt >= since && (types.length === 0 || types.includes(type)))
    .filter(({ marketplaceId }) => marketplaces.length === 0 || marketplaces.includes(marketplaceId))
    .map((report) => wireReport(sandbox, report))
    .filter(({ processingStatus }) => statuses.length === 0 || statuses.includes(processingStatus));
  const page = pageOf(sandbox, { kind: "reports", rows, token, size: sizeFrom(params.get("pageSize"), 10) });
  return ok({ reports: page.rows, ...(page.next && { nextToken: page.next }) });
}

/** A signed address that works for five minutes. */
export function getReportDocument({ sandbox, values, question }: Asked, striking: Striking): Answer {
  const reportDocumentId = values.reportDocumentId ?? "";
  const report = find(sandbox, reportDocumentId.split(".").at(-1));
  const lifetime = striking.own?.kind === "document_expired" ? -1 : 300;
  const signature = sign(sandbox, { id: report.id, expiresAt: unixNow(sandbox) + lifetime });
  const url = `${question.origin}/documents/${report.id}?X-Amz-Expires=300&X-Amz-Signature=${signature}`;
  return ok({ reportDocumentId, url, compressionAlgorithm: "GZIP" });
}

/** What the address leads to: no credential of ours is asked for or welcome. */
export function readDocument(sandbox: Sandbox, { params, path }: Question): Answer {
  const claims = readSigned<{ id: string; expiresAt: number }>(sandbox, params.get("X-Amz-Signature") ?? "");
  const type = { "content-type": "application/xml" };
  if (!claims || claims.expiresAt <= unixNow(sandbox) || path !== `documents/${claims.id}`)
    return { status: 403, headers: type, body: "<Error><Code>AccessDenied</Code></Error>" };
  const report = find(sandbox, claims.id);
  const bytes = gzipSync(toWindows1252(report.says ?? tableText(textOf(sandbox, report))));
  return { status: 200, headers: { "content-type": "text/plain;charset=Cp1252" }, body: bytes };
}
