import { Cron } from "croner";
import type { Db, Engine } from "./engine";
import { deriveJobId, deriveUlid } from "./ids";
import { startRun } from "./start-run";
import { findFunction, type RegisteredFunction } from "./store/functions";
import { enqueue, postpone, removeItem } from "./store/queue";
import type { QueueItem } from "./store/rows";

function parseSchedule(schedule: string): Cron {
  const [, timezone, pattern] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(schedule) ?? [];
  return new Cron(pattern ?? schedule, { timezone: timezone ?? "UTC", mode: "5-part", paused: true });
}

export function findScheduleFault(schedule: string): string | null {
  try {
    parseSchedule(schedule);
    return null;
  } catch {
    return `cannot read the cron schedule "${schedule}"`;
  }
}

const findNextTickMs = (schedule: string, afterMs: number) =>
  parseSchedule(schedule).nextRun(new Date(afterMs))?.getTime() ?? null;

/** The latest tick that is not in the future: after an outage only that one is made up for. */
function findLatestTickMs(schedule: string, firstDueMs: number, nowMs: number): number {
  const [latest] = parseSchedule(schedule).previousRuns(1, new Date(nowMs + 1));
  return Math.max(firstDueMs, latest?.getTime() ?? firstDueMs);
}

const listSchedules = (fn: RegisteredFunction) =>
  fn.config.triggers.map((trigger) => trigger.cron).filter((cron): cron is string => Boolean(cron));

/** Queues the next tick of every current schedule and forgets the others. */
export async function planTicks(db: Db, engine: Engine, functions: RegisteredFunction[]): Promise<void> {
  const nowMs = engine.now();
  const plans = functions.flatMap((fn) => listSchedules(fn).map((schedule) => ({ fn, schedule })));
  const ids = plans.map(({ fn, schedule }) => deriveJobId("cron", fn.id, schedule));
  await db`delete from queue where kind = 'cron' and not (id = any(${ids}::text[]))`;
  for (const [index, { fn, schedule }] of plans.entries()) {
    const dueMs = findNextTickMs(schedule, nowMs);
    if (dueMs === null) continue;
    const id = ids[index] ?? "";
    await enqueue(db, { id, kind: "cron", functionId: fn.id, payload: schedule, dueMs, rank: 0 });
  }
}

/** Starts the run of a tick; the run's id follows from function and tick, so a tick runs once. */
export async function fireTick(db: Db, engine: Engine, item: QueueItem): Promise<void> {
  const schedule = item.payload ?? "";
  const fn = item.function_id ? await findFunction(db, item.function_id) : null;
  if (!fn) return removeItem(db, item);
  const tickMs = findLatestTickMs(schedule, item.due_ms, engine.now());
  const tick = `${new Date(tickMs).toISOString().slice(0, 19)}Z`;
  const runId = deriveUlid(tickMs, `${fn.id} ${schedule} ${tick}`);
  const data = { cron: schedule, fireAt: tick, scheduledAt: tick };
  const event = { data, id: tick, name: "inngest/scheduled.timer", ts: tickMs, user: {} };
  await startRun(db, engine, { fn, event, eventInternalId: runId, eventKey: null, runId, cron: schedule });
  const nextMs = findNextTickMs(schedule, engine.now());
  if (nextMs === null) return removeItem(db, item);
  await postpone(db, item, { dueMs: nextMs, attempt: 0, refusals: 0 });
}
