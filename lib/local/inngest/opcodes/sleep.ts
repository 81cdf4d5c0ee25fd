import { parseInstantMs } from "../duration";
import { deriveJobId } from "../ids";
import { enqueue } from "../store/queue";
import { noteStep } from "../store/steps";
import { isRace, nameOf, type OpHandler } from "./context";

/** Sleep: `name` is a time string or a date. */
export const sleep: OpHandler = async ({ db, engine, run, op }) => {
  const nowMs = engine.now();
  const duration = typeof op.opts?.duration === "string" ? op.opts.duration : op.name;
  const dueMs = parseInstantMs(duration ?? "", nowMs);
  const note = { runId: run.id, id: op.id, name: nameOf(op), op: op.op, isRace: isRace(op), nowMs };
  await noteStep(db, { ...note, status: "sleeping" });
  const id = deriveJobId("sleep", run.id, op.id);
  await enqueue(db, { id, kind: "sleep", runId: run.id, stepId: op.id, dueMs, rank: run.rank });
  return { next: "wait" };
};
