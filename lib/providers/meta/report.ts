import { failure } from "@/lib/domain/failure";
import type { CallContext, Page, SliceRequest } from "../contract";
import { ask, isFailure, type Params } from "./client";
import { type ReportCursor, readCursor, writeCursor } from "./cursor";
import { classifyError } from "./errors";
import { pageSize } from "./limits";
import { type Parsed, readPage } from "./listing";
import { ReportCreated, ReportRun } from "./schema";

type Report<Row> = { params: Params; parse: (data: unknown[]) => Parsed<Row> };

const mostSubmissions = 2;
/** About an hour of polling; then the step fails and its retry goes on with the same report. */
const mostPolls = 130;
const fields = "id,async_status,async_percent_completion,error_code,error_subcode,error_message";

/** 1 s at first, doubling to 30 s: every poll costs a call of the account's allowance. */
const pauseMs = (polls: number) => Math.min(30_000, 1_000 * 2 ** Math.min(polls, 5));

function later<Row>({ clock }: CallContext, cursor: ReportCursor): Page<Row> {
  const askAgainAt = new Date(clock().getTime() + pauseMs(cursor.polls));
  return { rows: [], rejected: [], cursor: writeCursor({ ...cursor, polls: cursor.polls + 1 }), askAgainAt };
}

/** Starts a report. The page returns at once so that its id is kept before anything else happens. */
async function submit<Row>(
  context: CallContext,
  request: SliceRequest,
  params: Params,
  submission: number,
): Promise<Page<Row>> {
  const account = request.accountExternalId;
  const created = ReportCreated.safeParse(
    await ask(context, { path: `${account}/insights`, params, method: "POST", account }),
  );
  if (!created.success)
    throw failure("provider_bug", { provider: "Meta", detail: "envelope", cause: created.error });
  const place = { submission, polls: 0, limit: pageSize.insights, after: "" };
  return later(context, { kind: "report", id: created.data.report_run_id, ...place });
}

function wait<Row>(context: CallContext, cursor: ReportCursor): Page<Row> {
  if (cursor.polls >= mostPolls)
    throw failure("provider_transient", { provider: "Meta", detail: "report_stuck" });
  return later(context, cursor);
}

/** The report gave up: a range that is too large says so; anything else is tried once more and then asked in smaller pieces. */
function giveUp(run: ReportRun): void {
  const { error_code: code, error_subcode, error_message: message = "" } = run;
  if (code === undefined) return;
  const { kind, detail } = classifyError({ code, error_subcode, message }, 200);
  if (kind !== "provider_transient")
    throw failure(kind, { provider: "Meta", detail: detail === "page" ? "range" : detail });
}

async function poll(
  context: CallContext,
  { accountExternalId }: SliceRequest,
  id: string,
): Promise<ReportRun> {
  const run = ReportRun.safeParse(
    await ask(context, { path: id, params: { fields }, account: accountExternalId }),
  );
  if (!run.success) throw failure("provider_bug", { provider: "Meta", detail: "envelope", cause: run.error });
  return run.data;
}

/** The state of a report, `missing` while Meta does not find it: right after its creation that passes. */
async function stateOf(context: CallContext, request: SliceRequest, id: string): Promise<ReportRun> {
  try {
    return await poll(context, request, id);
  } catch (error) {
    if (isFailure(error, "permission_lost.missing")) return { async_status: "missing" };
    throw error;
  }
}

/** Completed reports may not be readable for a while (1815107): that is a wait, not a failure. */
async function readResults<Row>(
  context: CallContext,
  request: SliceRequest,
  cursor: ReportCursor,
  parse: Report<Row>["parse"],
) {
  try {
    return await readPage(context, request, { path: `${cursor.id}/insights`, params: {}, cursor, parse });
  } catch (error) {
    if (isFailure(error, "provider_transient.not_ready")) return wait<Row>(context, cursor);
    throw error;
  }
}

/**
 * One step through an asynchronous report: submit, poll, then its pages. The cursor carries the report's id, so a
 * crashed reader goes on with the same report; it is never created again while it may still complete.
 */
export async function readReport<Row>(
  context: CallContext,
  request: SliceRequest,
  { params, parse }: Report<Row>,
): Promise<Page<Row>> {
  const cursor = request.cursor === null ? null : readCursor(request.cursor);
  if (cursor?.kind !== "report") return submit(context, request, params, 1);
  if (cursor.after !== "") return readResults(context, request, cursor, parse);
  const run = await stateOf(context, request, cursor.id);
  // "100 %" while still "Job Running" is common: only this word means done.
  if (run.async_status === "Job Completed") return readResults(context, request, cursor, parse);
  const isEarly = cursor.polls < 3;
  const isOver =
    ["Job Failed", "Job Skipped"].includes(run.async_status) || (run.async_status === "missing" && !isEarly);
  if (!isOver) return wait(context, cursor);
  if (run.async_status === "Job Failed") giveUp(run);
  if (cursor.submission < mostSubmissions) return submit(context, request, params, cursor.submission + 1);
  throw failure("too_much_data", { provider: "Meta", detail: "report" });
}
