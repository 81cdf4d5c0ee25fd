import { queueDiscovery } from "./advance";
import { type Answer, type Op, standardise } from "./answer";
import type { Db, Engine } from "./engine";
import { finishRun } from "./finish";
import { opcodes } from "./opcodes";
import type { Effect } from "./opcodes/context";
import { holdsLease, postpone, removeItem } from "./store/queue";
import type { QueueItem, RunRow } from "./store/rows";
import { lockLiveRun, updateRunMode } from "./store/runs";

type Work = { db: Db; engine: Engine; run: RunRow; item: QueueItem };
type Failure = Extract<Answer, { kind: "failed" }>;
type Ops = Extract<Answer, { kind: "ops" }>;

async function retryLater({ db, engine, item }: Work, retryAfterMs: number | null): Promise<void> {
  const waitMs = retryAfterMs ?? engine.backoffMs(item.attempt);
  await postpone(db, item, { dueMs: engine.now() + waitMs, attempt: item.attempt + 1, refusals: 0 });
}

async function applyFailure(work: Work, failure: Failure): Promise<void> {
  const { db, engine, run, item } = work;
  const hasAttemptsLeft = item.attempt + 1 < run.max_attempts;
  if (failure.mayRetry && hasAttemptsLeft) return retryLater(work, failure.retryAfterMs);
  const output = failure.output ?? JSON.stringify(failure.error);
  await finishRun(db, engine, run, { status: "Failed", output, error: failure.error });
}

/** From the first answer on the run speaks the SDK's version; several ops at once mean that it goes parallel. */
async function noteMode(db: Db, run: RunRow, answer: Ops): Promise<void> {
  const isNew = run.request_version === -1;
  const goesParallel = answer.ops.length > 1 && !run.force_step_plan;
  if (!isNew && !goesParallel) return;
  if (isNew) run.request_version = answer.requestVersion;
  run.force_step_plan ||= goesParallel;
  await updateRunMode(db, run);
}

function handleOp(work: Work, op: Op, mayRetry: boolean): Promise<Effect> {
  const name = op.op === "StepError" && !mayRetry ? "StepFailed" : op.op;
  const handler = opcodes[name];
  if (handler) return handler({ ...work, op });
  work.engine.log("an op is not supported by this server; the run fails", { op: op.op, run: work.run.id });
  const message = `${op.op} is not supported by this Inngest-compatible server`;
  return Promise.resolve({ next: "fail", error: standardise({ message }, "NonRetriableError") });
}

async function applyOps(work: Work, answer: Ops): Promise<void> {
  const { db, engine, run, item } = work;
  await noteMode(db, run, answer);
  const effects: Effect[] = [];
  for (const op of answer.ops) effects.push(await handleOp(work, op, answer.mayRetry));
  const failed = effects.find((effect) => effect.next === "fail");
  if (failed) {
    const output = JSON.stringify(failed.error);
    return finishRun(db, engine, run, { status: "Failed", output, error: failed.error });
  }
  const complete = effects.find((effect) => effect.next === "complete");
  if (complete) return finishRun(db, engine, run, { status: "Completed", output: complete.output });
  if (effects.some((effect) => effect.next === "retry")) return retryLater(work, answer.retryAfterMs);
  await removeItem(db, item);
  const advances = effects.filter((effect) => effect.next === "advance");
  const last = advances.at(-1);
  if (!last) return;
  await queueDiscovery(db, engine, run, {
    cause: last.cause,
    isRace: advances.some((effect) => effect.isRace),
  });
}

const emptyAnswer: Failure = {
  kind: "failed",
  error: standardise(undefined, "The response of the app was empty"),
  output: null,
  mayRetry: true,
  retryAfterMs: null,
};

/** Takes the app's answer into the run, unless the run ended or the item was given to somebody else meanwhile. */
export async function applyAnswer(db: Db, engine: Engine, item: QueueItem, answer: Answer): Promise<void> {
  const run = item.run_id ? await lockLiveRun(db, item.run_id) : null;
  if (!run || !(await holdsLease(db, item))) return;
  const work = { db, engine, run, item };
  if (answer.kind === "failed") return applyFailure(work, answer);
  if (answer.kind === "ops")
    return answer.ops.length > 0 ? applyOps(work, answer) : applyFailure(work, emptyAnswer);
  await finishRun(db, engine, run, { status: "Completed", output: answer.output });
}
