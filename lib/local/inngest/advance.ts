import type { Db, Engine } from "./engine";
import { deriveJobId } from "./ids";
import { enqueue } from "./store/queue";
import type { RunRow } from "./store/rows";
import { updateRunMode } from "./store/runs";
import { countSteps, type StepResult, saveResult } from "./store/steps";

type Discovery = { cause: string; isRace?: boolean };

/** Queues the next look for work, once no sibling of a parallel step is under way any more (races do not wait). */
export async function queueDiscovery(
  db: Db,
  engine: Engine,
  run: RunRow,
  { cause, isRace }: Discovery,
): Promise<void> {
  const { done, blocking } = await countSteps(db, run.id);
  const mergesSiblings = run.request_version >= 2;
  if (mergesSiblings && blocking > 0 && !isRace) return;
  if (mergesSiblings && run.force_step_plan) {
    run.force_step_plan = false;
    await updateRunMode(db, run);
  }
  await enqueue(db, {
    id: deriveJobId("call", run.id, "step", cause),
    kind: "call",
    runId: run.id,
    functionId: run.function_id,
    stepId: "step",
    stackPosition: done,
    dueMs: engine.now(),
    rank: run.rank,
    slots: run.slots,
    slotLimits: run.slot_limits,
  });
}

export type Completion = Omit<StepResult, "runId" | "nowMs">;

/** Memoises a result and lets the function go on from there. */
export async function completeStep(db: Db, engine: Engine, run: RunRow, step: Completion): Promise<void> {
  const { isRace } = await saveResult(db, { ...step, runId: run.id, nowMs: engine.now() });
  await db`delete from pauses where run_id = ${run.id} and step_id = ${step.id}`;
  await queueDiscovery(db, engine, run, { cause: step.id, isRace });
}
