import { saveCheckpoint } from "../checkpoint";
import type { Engine } from "../engine";
import { receiveEvents } from "../receive";
import { registerApp } from "../registry";
import { listFunctions } from "../store/functions";
import { findRun } from "../store/runs";
import { loadStack, printSteps } from "../store/steps";
import { empty, fault, headerOf, json, type Question, type Reply, unlabelledJson } from "./reply";

/** What the SDK itself calls. */

export async function postEvents(engine: Engine, question: Question): Promise<Reply> {
  const body: unknown = JSON.parse(await question.readText());
  const { ids, fault: reason } = await receiveEvents(
    engine,
    body,
    headerOf(question, "x-inngest-event-id-seed"),
  );
  return reason
    ? unlabelledJson({ ids, error: reason, status: 400 }, 400)
    : unlabelledJson({ ids, status: 200 });
}

export async function postRegistration(engine: Engine, question: Question): Promise<Reply> {
  const expected = headerOf(question, "x-inngest-expected-server-kind");
  if (expected && expected !== "dev")
    return unlabelledJson({ error: `Expected server kind dev, got ${expected}` }, 400);
  const reply = await registerApp(engine, JSON.parse(await question.readText()));
  return reply.ok ? unlabelledJson(reply) : unlabelledJson({ error: reply.error, status: 400 }, 400);
}

export async function postCheckpoint(engine: Engine, question: Question): Promise<Reply> {
  const [runId = ""] = question.params;
  const result = await saveCheckpoint(engine, runId, JSON.parse(await question.readText()));
  if (result === "saved") return empty();
  if (result === "unknown run") return fault(404, "run not found");
  if (result === "stale") return fault(409, "stale dispatch");
  return fault(400, `cannot checkpoint opcode: ${result.unsupported}`);
}

export async function getActions(engine: Engine, { params: [runId = ""] }: Question): Promise<Reply> {
  if (!(await findRun(engine.sql, runId))) return fault(404, "run not found");
  return { ...json(null), body: printSteps(await loadStack(engine.sql, runId)) };
}

export async function getBatch(engine: Engine, { params: [runId = ""] }: Question): Promise<Reply> {
  const run = await findRun(engine.sql, runId);
  return run ? { ...json(null), body: run.events } : fault(404, "run not found");
}

export async function getInfo(engine: Engine): Promise<Reply> {
  const functions = await listFunctions(engine.sql);
  return json({
    version: "freshet-local",
    startOpts: { kind: "inngest-compatible server for one machine" },
    functions: functions.map((fn) => ({
      id: fn.id,
      slug: fn.slug,
      name: fn.config.name,
      triggers: fn.config.triggers,
    })),
    handlers: [],
    isSingleNodeService: true,
  });
}
