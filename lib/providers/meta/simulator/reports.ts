import { hashText } from "../../simulation";
import type { AccountNode } from "./accounts";
import { readInsights } from "./insights";
import { knownFields } from "./known-fields";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";
import { select } from "./select";
import type { Report } from "./state";
import { type Answer, ok, type Question } from "./wire";

const mostReports = 400;

/** Takes a report in. Its rows are the ones known now, however long it takes to read them. */
export function submitReport(
  sandbox: Sandbox,
  question: Question,
  account: AccountNode,
  node: string | null,
): Answer {
  const { state } = sandbox;
  const query = new URLSearchParams(question.params);
  for (const name of ["access_token", "appsecret_proof", "limit", "after"]) query.delete(name);
  state.reportCount += 1;
  const id = String(192_025_512_000_000 + state.reportCount);
  const askedAt = sandbox.now().getTime();
  const about = { account: account.id, node, query: query.toString() };
  state.reports.push({ id, ...about, askedAt, polls: 0, reads: 0 });
  state.reports.splice(0, Math.max(0, state.reports.length - mostReports));
  sandbox.save();
  return ok({ report_run_id: id });
}

export const findReport = (sandbox: Sandbox, id: string) =>
  sandbox.state.reports.find((report) => report.id === id);

/** How runs end: mostly on the second look; some pass through "100 %, running" or cannot be read at once. */
function quirksOf({ id }: Report) {
  const hash = hashText(id) % 6;
  return { lingersAtHundred: hash === 1, unreadableOnce: hash === 2 };
}

function stateOf(report: Report, forced: string | null) {
  if (forced === "async_stuck") return { async_status: "Job Running", async_percent_completion: 37 };
  if (forced === "async_full_but_running")
    return { async_status: "Job Running", async_percent_completion: 100 };
  if (forced === "async_skipped") return { async_status: "Job Skipped", async_percent_completion: 0 };
  if (report.polls === 1) return { async_status: "Job Running", async_percent_completion: 42 };
  if (report.polls === 2 && quirksOf(report).lingersAtHundred) {
    return { async_status: "Job Running", async_percent_completion: 100 };
  }
  return { async_status: "Job Completed", async_percent_completion: 100 };
}

const text = (value: unknown, fallback: string) => (typeof value === "string" ? value : fallback);

/** A poll. `forced` is the kind of a fault that changes what the run says. */
export function pollReport(
  sandbox: Sandbox,
  question: Question,
  report: Report,
  forced: { kind: string; params: Record<string, unknown> } | null,
): Answer {
  report.polls += 1;
  sandbox.save();
  const failed = {
    ...{ async_status: "Job Failed", async_percent_completion: 23 },
    ...{
      error_code: Number(forced?.params.code ?? 100),
      error_subcode: Number(forced?.params.subcode ?? 1487534),
    },
    error_message: text(forced?.params.message, "Please reduce the amount of data you're asking for"),
  };
  const state = forced?.kind === "async_failed" ? failed : stateOf(report, forced?.kind ?? null);
  const range = JSON.parse(new URLSearchParams(report.query).get("time_range") ?? "{}");
  const node = {
    ...{ id: report.id, account_id: report.account.slice(4), time_ref: Math.floor(report.askedAt / 1_000) },
    ...state,
    ...{ date_start: range.since, date_stop: range.until },
  };
  const defaults =
    "id,account_id,time_ref,time_completed,async_status,async_percent_completion,date_start,date_stop";
  return ok(select(node, knownFields.AdReportRun, "AdReportRun", question.params.get("fields") ?? defaults));
}

/** The rows of a finished run. */
export function readReportRows(
  sandbox: Sandbox,
  question: Question,
  report: Report,
  account: AccountNode,
  isForced: boolean,
): Answer {
  const isFirst = report.reads === 0;
  report.reads += 1;
  sandbox.save();
  if (isForced || report.polls === 0 || (isFirst && quirksOf(report).unreadableOnce))
    throw problems.notReady();
  const params = new URLSearchParams(report.query);
  const { node, askedAt } = report;
  return ok(readInsights(sandbox, question, { account, params, at: new Date(askedAt), node }));
}
