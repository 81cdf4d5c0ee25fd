import { setTimeout as delay } from "node:timers/promises";
import { type Answer, readAnswer, standardise } from "./answer";
import { applyAnswer } from "./apply-answer";
import { parseDurationMs } from "./duration";
import type { Engine } from "./engine";
import type { FunctionConfig } from "./function-config";
import { deriveJobId } from "./ids";
import { nameError } from "./log";
import { send } from "./post";
import { buildCallRequest, type CallRequest } from "./request";
import { freeRefusals, refusalWaitMs } from "./retry";
import { findFunction } from "./store/functions";
import { enqueue, postpone, removeItem } from "./store/queue";
import type { QueueItem, RunRow } from "./store/rows";
import { beginCall } from "./store/runs";
import { loadStack } from "./store/steps";

const longestCallMs = 2 * 3_600_000;

async function limitDuration(engine: Engine, run: RunRow, config: FunctionConfig): Promise<void> {
  const limitMs = config.timeouts?.finish ? parseDurationMs(config.timeouts.finish) : null;
  if (!limitMs) return;
  const dueMs = engine.now() + limitMs;
  const id = deriveJobId("expire", run.id, "finish");
  await enqueue(engine.sql, { id, kind: "expire", runId: run.id, dueMs, rank: run.rank, payload: "finish" });
}

async function prepare(engine: Engine, item: QueueItem): Promise<CallRequest | null> {
  const [runId, functionId] = [item.run_id ?? "", item.function_id ?? ""];
  const nowMs = engine.now();
  const [run, fn, stack] = await Promise.all([
    beginCall(engine.sql, runId, nowMs),
    findFunction(engine.sql, functionId),
    loadStack(engine.sql, runId),
  ]);
  if (!run || !fn) return null;
  if (run.is_first) await limitDuration(engine, run, fn.config);
  return buildCallRequest({ item, run, stack, stepUrl: fn.config.steps.step.runtime.url, nowMs });
}

const isRefused = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND");

const unreachable: Answer = {
  kind: "failed",
  error: standardise(undefined, "Unable to reach SDK URL"),
  output: null,
  mayRetry: true,
  retryAfterMs: null,
};

async function ask(
  engine: Engine,
  request: CallRequest,
  signal: AbortSignal,
): Promise<Answer | "refused" | "stopped"> {
  try {
    return readAnswer(
      await send({ method: "POST", ...request }, { timeoutMs: longestCallMs, signal }),
      engine.now(),
    );
  } catch (error) {
    if (signal.aborted) return "stopped";
    engine.log("a call got no answer", { error: nameError(error), run: request.headers["x-run-id"] });
    return isRefused(error) ? "refused" : unreachable;
  }
}

const maxTries = 5;

/** An answer that could not be stored would have to be asked for again, and the step would run twice. */
async function keepAnswer(engine: Engine, item: QueueItem, answer: Answer): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await engine.sql.begin((tx) => applyAnswer(tx, engine, item, answer));
      return;
    } catch (error) {
      if (tries === maxTries) throw error;
      await delay(100 * 2 ** tries);
    }
  }
}

/**
 * One call request and its consequences. A refused connection reached no code of the app (it is restarting): it costs
 * no attempt for the first ten minutes or so.
 */
export async function performCall(engine: Engine, item: QueueItem, signal: AbortSignal): Promise<void> {
  const request = await prepare(engine, item);
  if (!request) return removeItem(engine.sql, item);
  const answer = await ask(engine, request, signal);
  if (answer === "stopped") return;
  if (answer === "refused" && item.refusals < freeRefusals) {
    const dueMs = engine.now() + refusalWaitMs(item.refusals);
    return postpone(engine.sql, item, { dueMs, attempt: item.attempt, refusals: item.refusals + 1 });
  }
  const outcome = answer === "refused" ? unreachable : answer;
  await keepAnswer(engine, item, outcome);
}
