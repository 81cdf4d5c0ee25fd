import { noteStep, saveResult } from "../store/steps";
import { isRace, nameOf, type OpContext, type OpHandler } from "./context";

function printError({ op }: OpContext): string {
  const { cause, message = "Unknown error", name = "Error", stack } = op.error ?? {};
  return JSON.stringify({ error: { ...(cause === undefined ? {} : { cause }), message, name, stack } });
}

/** StepFailed: the error becomes the step's result, for the function to catch. */
export const keepError: OpHandler = async (context) => {
  const { db, engine, run, op } = context;
  const step = { id: op.id, name: nameOf(op), op: op.op, status: "failed" } as const;
  const output = printError(context);
  const { isRace: isRaceStep } = await saveResult(db, {
    ...step,
    output,
    runId: run.id,
    nowMs: engine.now(),
  });
  return { next: "advance", cause: op.id, isRace: isRaceStep };
};

/** StepError: the same call once more, later; as its last attempt, a failure. */
export const retryStep: OpHandler = async (context) => {
  const { db, engine, run, item, op } = context;
  if (item.attempt + 1 >= run.max_attempts) return keepError(context);
  const note = {
    runId: run.id,
    id: op.id,
    name: nameOf(op),
    op: op.op,
    isRace: isRace(op),
    nowMs: engine.now(),
  };
  await noteStep(db, { ...note, status: "retrying" });
  return { next: "retry" };
};
