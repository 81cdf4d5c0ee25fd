import { deriveJobId } from "../ids";
import { enqueue } from "../store/queue";
import { noteStep } from "../store/steps";
import { isRace, nameOf, type OpHandler } from "./context";

/** StepPlanned: call the function again for this step alone. */
export const planStep: OpHandler = async ({ db, engine, run, item, op }) => {
  const nowMs = engine.now();
  const note = { runId: run.id, id: op.id, name: nameOf(op), op: op.op, isRace: isRace(op), nowMs };
  await noteStep(db, { ...note, status: "planned" });
  await enqueue(db, {
    id: deriveJobId("call", run.id, op.id),
    kind: "call",
    runId: run.id,
    functionId: run.function_id,
    stepId: op.id,
    stackPosition: item.stack_position,
    dueMs: nowMs,
    rank: run.rank,
    slots: run.slots,
    slotLimits: run.slot_limits,
  });
  return { next: "wait" };
};
