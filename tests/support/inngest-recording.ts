import { readFixture } from "./fixtures";
import type { CallBody, Exchange } from "./inngest-app";

type Line = {
  at: number;
  label: "app->server" | "server->app";
  request: Pick<Exchange, "method" | "path" | "headers" | "body">;
  response: Exchange["response"];
};

/** What a real Inngest dev server and SDK 4.24 said to each other; null where the recording is not at hand. */
export function readRecording(): { toApp: Exchange[]; toServer: Exchange[] } | null {
  const text = readFixture("inngest/recording.jsonl", "a run is called as a real Inngest server calls it");
  if (text === null) return null;
  const lines = text.trim().split("\n");
  const exchanges = lines.map((line) => JSON.parse(line) as Line);
  const pick = (label: Line["label"]) =>
    exchanges
      .filter((line) => line.label === label)
      .map(({ at, request, response }): Exchange => ({ at, ...request, response }));
  return { toApp: pick("server->app"), toServer: pick("app->server") };
}

const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Ids, times, traces and stacks differ from run to run; everything else may not. */
function blur(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((entry) => blur(entry));
  if (typeof value === "object" && value !== null) {
    const volatile = ["isr", "tc", "gid", "timing"];
    const entries = Object.entries(value).filter(([name]) => !volatile.includes(name));
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, blur(field, name)]),
    );
  }
  if (["ts", "expire"].includes(key) && typeof value === "number") return "<time>";
  if (key === "stack" && typeof value === "string") return "<stack>";
  if (key === "stack_trace") return "<stack>";
  if (typeof value === "string" && ulid.test(value)) return "<ulid>";
  if (typeof value === "string" && ulid.test(value.split(".")[0] ?? "")) return "<ulid>.step";
  if (typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)) return "<uuid>";
  return value;
}

const ownHeaders = (headers: Record<string, string>) =>
  Object.keys(headers)
    .filter((name) => name === "content-type" || /^x-(inngest|run|request)-/.test(name))
    .sort();

type Said = { stepId: string; said: unknown; answered: unknown };

function summarise(call: Exchange): Said {
  const body = call.body as CallBody;
  const { run_id, request_id, job_id, qi_id, fn_id, stack, ...ctx } = body.ctx;
  const fields = Object.keys(body).sort();
  const ids = Object.keys({ run_id, request_id, job_id, qi_id, fn_id }).sort();
  const { event, events, steps, version } = body;
  const said = { fields, ids, ctx, stack, event, events, steps, version, headers: ownHeaders(call.headers) };
  const answered = { status: call.response.status, body: call.response.body };
  const stepId = new URL(call.path, "http://app").searchParams.get("stepId") ?? "";
  return { stepId, said: blur(said), answered: blur(answered) };
}

/**
 * The calls of a run in comparable form. Which of two parallel steps is called first is nobody's promise, so they are
 * named by the order in which they were.
 */
export function describeCalls(calls: Exchange[]): unknown[] {
  const summaries = calls.map(summarise);
  const siblings = summaries.map((call) => call.stepId).filter((id) => id !== "step");
  let text = JSON.stringify(summaries);
  for (const [index, id] of siblings.entries()) text = text.replaceAll(id, `sibling ${index + 1}`);
  return (JSON.parse(text) as Said[]).map((call) => forgetSiblingResults(call));
}

function forgetSiblingResults(call: Said): unknown {
  const said = call.said as { steps: Record<string, unknown> };
  const steps = Object.entries(said.steps).map(([id, result]) => [
    id,
    id.startsWith("sibling") ? "kept" : result,
  ]);
  const sorted = steps.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const plans = (call.answered as { body: unknown }).body;
  const isPlan = Array.isArray(plans) && plans.some((op) => op.op === "StepPlanned");
  const isSibling = call.stepId.startsWith("sibling");
  const answered = isPlan ? "plans both" : isSibling ? "runs one" : call.answered;
  return { stepId: call.stepId, said: { ...said, steps: Object.fromEntries(sorted) }, answered };
}

/** Calls of one run, in order. */
export const callsOfRun = (calls: Exchange[], runId: string) =>
  calls.filter((call) => (call.body as CallBody).ctx?.run_id === runId);

export const blurred = (value: unknown) => blur(value);
