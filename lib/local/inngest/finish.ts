import type { Db, Engine } from "./engine";
import { createUlid } from "./ids";
import { type Event, storeEvent } from "./store/events";
import type { RunRow, RunStatus } from "./store/rows";

export type RunResult = {
  status: Extract<RunStatus, "Completed" | "Failed" | "Cancelled">;
  /** What the function returned or its error, as JSON. */
  output: string | null;
  error?: Record<string, unknown>;
  reason?: string;
};

const lifecycleNames = ["inngest/function.failed", "inngest/function.finished"];

function dropEmptyUser({ user, ...event }: Event): Partial<Event> {
  return Object.keys(user ?? {}).length > 0 ? { ...event, user } : event;
}

function describeFinish(run: RunRow, result: RunResult, events: Event[], event: Event) {
  const origin = event.data._inngest as { correlation_id?: string } | undefined;
  return {
    _inngest: { status: result.status },
    ...(origin?.correlation_id ? { correlation_id: origin.correlation_id } : {}),
    ...(result.error ? { error: result.error } : {}),
    event,
    events: events.map(dropEmptyUser),
    function_id: run.function_slug,
    ...(result.output === null ? {} : { result: JSON.parse(result.output) }),
    run_id: run.id,
  };
}

async function announce(db: Db, engine: Engine, run: RunRow, result: RunResult): Promise<void> {
  const events = JSON.parse(run.events) as Event[];
  const [event] = events;
  if (!event || lifecycleNames.includes(event.name)) return;
  const ts = engine.now();
  const data = describeFinish(run, result, events, event);
  const finishedId = createUlid(ts);
  const shared = { data, ts, user: {} };
  const finished = { ...shared, id: finishedId, name: "inngest/function.finished" };
  await storeEvent(db, engine, { ...finished, internalId: finishedId });
  if (result.status === "Completed") return;
  const name = result.status === "Failed" ? "inngest/function.failed" : "inngest/function.cancelled";
  await storeEvent(db, engine, { ...shared, id: run.id, name, internalId: run.id });
}

/** Ends a locked live run: result stored, its queue items and waits gone, the world told. */
export async function finishRun(db: Db, engine: Engine, run: RunRow, result: RunResult): Promise<void> {
  await db`
    update runs set status = ${result.status}, output = ${result.output}, ended_ms = ${engine.now()},
      cancel_reason = ${result.reason ?? null}
    where id = ${run.id}`;
  await db`delete from queue where run_id = ${run.id}`;
  await db`delete from pauses where run_id = ${run.id}`;
  await announce(db, engine, run, result);
}
