import { parseInstantMs } from "../duration";
import { deriveJobId } from "../ids";
import { enqueue } from "../store/queue";
import type { PauseRow, StepStatus } from "../store/rows";
import { noteStep } from "../store/steps";
import { isRace, nameOf, type OpContext } from "./context";

type Pause = Pick<PauseRow, "kind" | "event_name" | "expression"> & { timeout: string; status: StepStatus };

/** Halts a step until an event matches or the timeout is over. */
export async function pauseStep({ db, engine, run, op }: OpContext, pause: Pause): Promise<number> {
  const nowMs = engine.now();
  const expiresMs = parseInstantMs(pause.timeout, nowMs);
  const note = { runId: run.id, id: op.id, name: nameOf(op), op: op.op, isRace: isRace(op), nowMs };
  await noteStep(db, { ...note, status: pause.status });
  await db`
    insert into pauses (run_id, step_id, kind, event_name, expression, expires_ms)
    values (${run.id}, ${op.id}, ${pause.kind}, ${pause.event_name}, ${pause.expression}, ${expiresMs})
    on conflict do nothing`;
  const id = deriveJobId("timeout", run.id, op.id);
  await enqueue(db, { id, kind: "timeout", runId: run.id, stepId: op.id, dueMs: expiresMs, rank: run.rank });
  return expiresMs;
}
