import { completeStep } from "./advance";
import { cancelRun } from "./cancel";
import type { Db, Engine } from "./engine";
import { isMatch } from "./expressions";
import { startRun } from "./start-run";
import { type Event, findEvent } from "./store/events";
import { findActiveFunction, listFunctions, type RegisteredFunction } from "./store/functions";
import { removeItem } from "./store/queue";
import type { PauseRow, QueueItem, StepRow } from "./store/rows";
import { findRun, firstEvent, lockLiveRun } from "./store/runs";

type Arrival = { event: Event; internalId: string };

async function resumeStep(
  db: Db,
  engine: Engine,
  pause: PauseRow,
  output: string,
  hasFailed = false,
): Promise<void> {
  const run = await lockLiveRun(db, pause.run_id);
  const [step] = await db<StepRow[]>`
    select * from steps where run_id = ${pause.run_id} and id = ${pause.step_id} and position is null`;
  if (!run || !step) return;
  const { id, name, op } = step;
  await db`delete from queue where run_id = ${run.id} and step_id = ${id} and kind = 'timeout'`;
  await completeStep(db, engine, run, { id, name, op, status: hasFailed ? "failed" : "completed", output });
}

/** Waiting steps get the event, runs whose `cancelOn` matches end. */
async function wakePauses(db: Db, engine: Engine, { event }: Arrival): Promise<void> {
  const pauses = await db<PauseRow[]>`
    select * from pauses where event_name = ${event.name} and kind in ('wait', 'cancel')
      and (expires_ms is null or expires_ms > ${engine.now()})
    order by run_id`;
  for (const pause of pauses) {
    const run = pause.expression ? await findRun(db, pause.run_id) : null;
    if (pause.expression && !(run && isMatch(pause.expression, { event: firstEvent(run), async: event })))
      continue;
    if (pause.kind === "cancel") await cancelRun(db, engine, pause.run_id, "cancelOn");
    else await resumeStep(db, engine, pause, JSON.stringify(event));
  }
}

/** A finished run that was invoked hands its result to the step that invoked it. */
async function answerInvoke(db: Db, engine: Engine, { event }: Arrival): Promise<void> {
  const { correlation_id, error, result, _inngest } = event.data as Record<string, unknown>;
  if (typeof correlation_id !== "string") return;
  const [runId = "", stepId = ""] = correlation_id.split(".");
  const [pause] = await db<PauseRow[]>`
    select * from pauses where run_id = ${runId} and step_id = ${stepId} and kind = 'invoke'`;
  if (!pause) return;
  const isCancelled = (_inngest as { status?: string } | undefined)?.status === "Cancelled";
  const failure =
    error ?? (isCancelled ? { name: "Error", message: "the invoked function was cancelled" } : undefined);
  const output = failure ? { error: failure } : { data: result ?? null };
  await resumeStep(db, engine, pause, JSON.stringify(output), failure !== undefined);
}

async function refuseInvoke(db: Db, engine: Engine, arrival: Arrival, message: string): Promise<void> {
  const origin = arrival.event.data._inngest as { correlation_id: string };
  const data = { correlation_id: origin.correlation_id, error: { name: "Error", message } };
  await answerInvoke(db, engine, { ...arrival, event: { ...arrival.event, data } });
}

async function startInvoked(db: Db, engine: Engine, arrival: Arrival): Promise<void> {
  const origin = arrival.event.data._inngest as { fn_id: string };
  const fn = await findActiveFunction(db, origin.fn_id);
  if (!fn) return refuseInvoke(db, engine, arrival, `could not find function with ID: ${origin.fn_id}`);
  const started = await startRun(db, engine, {
    fn,
    event: arrival.event,
    eventInternalId: arrival.internalId,
    eventKey: arrival.event.id,
  });
  if ("skipped" in started)
    await refuseInvoke(db, engine, arrival, `the invoked function was skipped: ${started.skipped}`);
}

function isTriggered(fn: RegisteredFunction, event: Event): boolean {
  return fn.config.triggers.some((trigger) => {
    if (!trigger.event) return false;
    const isNamed = trigger.event.endsWith("*")
      ? event.name.startsWith(trigger.event.slice(0, -1))
      : trigger.event === event.name;
    return isNamed && isMatch(trigger.expression, { event });
  });
}

/** Everything an event sets off: waits, cancellations, then new runs. */
export async function dispatchEvent(db: Db, engine: Engine, item: QueueItem): Promise<void> {
  const arrival = item.payload ? await findEvent(db, item.payload) : null;
  await removeItem(db, item);
  if (!arrival) return;
  const { event, internalId } = arrival;
  if (event.name === "inngest/function.invoked") return startInvoked(db, engine, arrival);
  if (event.name === "inngest/function.finished") await answerInvoke(db, engine, arrival);
  await wakePauses(db, engine, arrival);
  const functions = await listFunctions(db);
  for (const fn of functions.filter((candidate) => isTriggered(candidate, event))) {
    await startRun(db, engine, { fn, event, eventInternalId: internalId, eventKey: event.id });
  }
}
