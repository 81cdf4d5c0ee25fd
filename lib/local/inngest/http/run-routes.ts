import { cancelRun } from "../cancel";
import type { Engine } from "../engine";
import { rerun } from "../rerun";
import { listEventRuns, listRuns } from "../store/history";
import type { RunRow, StepRow } from "../store/rows";
import { findRun } from "../store/runs";
import { printPage } from "./page";
import { empty, fault, headerOf, html, json, type Question, type Reply, redirect } from "./reply";

const pageSize = 100;
const cacheMs = 3_000;
const environmentId = "00000000-0000-4000-b000-000000000000";

const toIso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function describeRun(run: RunRow) {
  return {
    run_id: run.id,
    run_started_at: toIso(run.started_ms ?? run.queued_ms),
    function_id: run.function_id,
    function_version: 1,
    environment_id: environmentId,
    event_id: run.event_internal_id,
    ...(run.original_run_id ? { original_run_id: run.original_run_id } : {}),
    ...(run.cron ? { cron: run.cron } : {}),
    status: run.status,
    ended_at: toIso(run.ended_ms),
    ...(run.output === null ? {} : { output: JSON.parse(run.output) }),
  };
}

const describeStep = (step: StepRow) => ({
  id: step.id,
  name: step.name,
  op: step.op,
  status: step.status,
  attempts: step.attempts,
  started_at: toIso(step.created_ms),
  ended_at: toIso(step.ended_ms),
});

const wrap = (data: unknown, nowMs: number) =>
  json({ data, metadata: { fetched_at: toIso(nowMs), cached_until: toIso(nowMs + cacheMs) } });

export async function getEventRuns(engine: Engine, { params: [eventId = ""] }: Question): Promise<Reply> {
  const runs = await listEventRuns(engine.sql, decodeURIComponent(eventId));
  return wrap(runs.map(describeRun), engine.now());
}

export async function getRun(engine: Engine, { params: [runId = ""] }: Question): Promise<Reply> {
  const run = await findRun(engine.sql, runId);
  return run ? wrap(describeRun(run), engine.now()) : fault(404, `Unable to load function run: ${runId}`);
}

async function cancel(engine: Engine, runId: string): Promise<boolean> {
  const run = await findRun(engine.sql, runId);
  if (!run) return false;
  await engine.sql.begin((tx) => cancelRun(tx, engine, runId, "request"));
  engine.wake();
  return true;
}

export async function deleteRun(engine: Engine, { params: [runId = ""] }: Question): Promise<Reply> {
  return (await cancel(engine, runId)) ? empty() : fault(404, `Unable to load function run: ${runId}`);
}

export async function postRerun(engine: Engine, { params: [runId = ""] }: Question): Promise<Reply> {
  const started = await engine.sql.begin((tx) => rerun(tx, engine, runId));
  engine.wake();
  if (!started) return fault(404, `Unable to load function run: ${runId}`);
  return "runId" in started
    ? json({ data: { run_id: started.runId } })
    : fault(409, `skipped: ${started.skipped}`);
}

export async function submitRerun(engine: Engine, question: Question): Promise<Reply> {
  await postRerun(engine, question);
  return redirect("/");
}

export async function submitCancel(engine: Engine, question: Question): Promise<Reply> {
  await cancel(engine, question.params[0] ?? "");
  return redirect("/");
}

export async function getRunsJson(engine: Engine): Promise<Reply> {
  const runs = await listRuns(engine.sql, pageSize);
  const data = runs.map((run) => ({
    ...describeRun(run),
    function: run.function_slug,
    queued_at: toIso(run.queued_ms),
    steps: run.steps.map(describeStep),
  }));
  return json({ data });
}

export async function getHome(engine: Engine, question: Question): Promise<Reply> {
  const accepts = headerOf(question, "accept") ?? "";
  if (accepts.includes("application/json") && !accepts.includes("text/html")) return getRunsJson(engine);
  return html(printPage(await listRuns(engine.sql, pageSize)));
}
