import { completeStep } from "./advance";
import { cancelRun } from "./cancel";
import type { Db, Engine } from "./engine";
import { holdsLease, removeItem } from "./store/queue";
import type { QueueItem, RunRow, StepRow } from "./store/rows";
import { lockLiveRun } from "./store/runs";

async function findOpenStep(db: Db, item: QueueItem): Promise<{ run: RunRow; step: StepRow } | null> {
  const run = item.run_id ? await lockLiveRun(db, item.run_id) : null;
  if (!run || !(await holdsLease(db, item))) return null;
  const [step] = await db<StepRow[]>`
    select * from steps where run_id = ${run.id} and id = ${item.step_id} and position is null`;
  return step ? { run, step } : null;
}

/** A sleep is over: its result is a bare null. */
export async function wakeStep(db: Db, engine: Engine, item: QueueItem): Promise<void> {
  const open = await findOpenStep(db, item);
  await removeItem(db, item);
  if (!open) return;
  const { id, name, op } = open.step;
  await completeStep(db, engine, open.run, { id, name, op, status: "completed", output: "null" });
}

/** No event came: a wait yields null, an invoke an error. */
export async function expireStep(db: Db, engine: Engine, item: QueueItem): Promise<void> {
  const open = await findOpenStep(db, item);
  await removeItem(db, item);
  if (!open) return;
  const { id, name, op } = open.step;
  const isInvoke = op === "InvokeFunction";
  const error = {
    name: "InngestInvokeTimeoutError",
    message: "Timed out waiting for invoked function to complete",
  };
  const output = isInvoke ? JSON.stringify({ error }) : "null";
  await completeStep(db, engine, open.run, {
    id,
    name,
    op,
    status: isInvoke ? "failed" : "completed",
    output,
  });
}

/** `timeouts.start` and `timeouts.finish`: the run is cancelled unless it started, or at all. */
export async function expireRun(db: Db, engine: Engine, item: QueueItem): Promise<void> {
  const run = item.run_id ? await lockLiveRun(db, item.run_id) : null;
  if (run && (item.payload === "finish" || run.started_ms === null)) {
    await cancelRun(db, engine, run.id, `timeouts.${item.payload}`);
  }
  await removeItem(db, item);
}
