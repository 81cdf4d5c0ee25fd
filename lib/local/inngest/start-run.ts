import { cancelRun } from "./cancel";
import { parseDurationMs, parseInstantMs } from "./duration";
import type { Db, Engine } from "./engine";
import { deriveRank, deriveSingletonKey, deriveSlots, deriveStartKeys } from "./flow-control";
import { countAttempts } from "./function-config";
import { createUlid, deriveJobId } from "./ids";
import type { Event } from "./store/events";
import type { RegisteredFunction } from "./store/functions";
import { enqueue } from "./store/queue";

export type Start = {
  fn: RegisteredFunction;
  event: Event;
  eventInternalId: string;
  /** Recognises a second start for the same cause within a day; null starts in any case. */
  eventKey: string | null;
  runId?: string;
  originalRunId?: string;
  cron?: string;
};

export type Started = { runId: string } | { skipped: "duplicate" | "singleton" };

const memoryMs = 24 * 3_600_000;

async function claimKeys(
  db: Db,
  { fn, event, eventKey }: Start,
  runId: string,
  nowMs: number,
): Promise<boolean> {
  for (const key of deriveStartKeys(fn, { event }, eventKey)) {
    const rows = await db`
      insert into starts (function_id, key, run_id, expires_ms) values (${fn.id}, ${key}, ${runId}, ${nowMs + memoryMs})
      on conflict (function_id, key) do update set run_id = excluded.run_id, expires_ms = excluded.expires_ms
        where starts.expires_ms <= ${nowMs}
      returning key`;
    if (rows.length === 0) return false;
  }
  return true;
}

/** True when the place is free, freed by cancelling its holder where the function says so. */
async function claimSingleton(db: Db, engine: Engine, fn: RegisteredFunction, key: string): Promise<boolean> {
  const [holder] = await db<{ id: string }[]>`
    select id from runs where singleton_key = ${key} and status in ('Scheduled', 'Running')`;
  if (!holder) return true;
  if (fn.config.singleton?.mode === "skip") return false;
  await cancelRun(db, engine, holder.id, "singleton");
  return true;
}

async function addCancellations(db: Db, { fn }: Start, runId: string, nowMs: number): Promise<void> {
  for (const [index, cancel] of (fn.config.cancel ?? []).entries()) {
    const expiresMs = cancel.timeout ? parseInstantMs(cancel.timeout, nowMs) : null;
    await db`
      insert into pauses (run_id, step_id, kind, event_name, expression, expires_ms)
      values (${runId}, ${`cancel:${index}`}, 'cancel', ${cancel.event}, ${cancel.if ?? null}, ${expiresMs})`;
  }
}

/** Creates a run and queues its first call. Needs to be inside a transaction. */
export async function startRun(db: Db, engine: Engine, start: Start): Promise<Started> {
  const { fn, event } = start;
  const nowMs = engine.now();
  const runId = start.runId ?? createUlid(nowMs);
  const singletonKey = deriveSingletonKey(fn, { event });
  if (!(await claimKeys(db, start, runId, nowMs))) return { skipped: "duplicate" };
  if (singletonKey && !(await claimSingleton(db, engine, fn, singletonKey))) return { skipped: "singleton" };
  const { slots, slotLimits } = deriveSlots(fn, { event });
  const rank = deriveRank(fn, { event }, nowMs);
  const rows = await db`
    insert into runs (id, function_id, function_slug, event_internal_id, events, status, queued_ms, request_version,
      force_step_plan, rank, slots, slot_limits, singleton_key, original_run_id, cron, max_attempts)
    values (${runId}, ${fn.id}, ${fn.slug}, ${start.eventInternalId}, ${JSON.stringify([event])}, 'Scheduled', ${nowMs},
      -1, false, ${rank}, ${slots}::text[], ${slotLimits}::int[], ${singletonKey}, ${start.originalRunId ?? null},
      ${start.cron ?? null}, ${countAttempts(fn.config)})
    on conflict (id) do nothing returning id`;
  if (rows.length === 0) return { skipped: "duplicate" };
  await addCancellations(db, start, runId, nowMs);
  const first = { kind: "call", runId, functionId: fn.id, stepId: "step", rank, slots, slotLimits } as const;
  await enqueue(db, { ...first, id: deriveJobId("call", runId, "step", "start"), dueMs: nowMs });
  const patience = fn.config.timeouts?.start ? parseDurationMs(fn.config.timeouts.start) : null;
  if (patience) {
    const id = deriveJobId("expire", runId, "start");
    await enqueue(db, { id, kind: "expire", runId, dueMs: nowMs + patience, rank: nowMs, payload: "start" });
  }
  return { runId };
}
