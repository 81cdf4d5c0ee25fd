import { saveResult } from "../store/steps";
import { dataOf, nameOf, type OpHandler } from "./context";

/** StepRun: the step ran and this is its result. */
export const keepResult: OpHandler = async ({ db, engine, run, op }) => {
  const step = { id: op.id, name: nameOf(op), op: op.op, status: "completed" } as const;
  const output = `{"data":${dataOf(op)}}`;
  const { isRace } = await saveResult(db, { ...step, output, runId: run.id, nowMs: engine.now() });
  return { next: "advance", cause: op.id, isRace };
};
