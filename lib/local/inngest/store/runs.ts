import type { Db } from "../engine";
import type { RunRow } from "./rows";

/** The run, locked until the transaction ends; null when it is over or unknown. */
export async function lockLiveRun(db: Db, runId: string): Promise<RunRow | null> {
  const [run] = await db<RunRow[]>`
    select * from runs where id = ${runId} and status in ('Scheduled', 'Running') for update`;
  return run ?? null;
}

export async function findRun(db: Db, runId: string): Promise<RunRow | null> {
  const [run] = await db<RunRow[]>`select * from runs where id = ${runId}`;
  return run ?? null;
}

/** Marks the run as started; null when it is over. `isFirst` tells whether this call started it. */
export async function beginCall(db: Db, runId: string, nowMs: number) {
  const [run] = await db<(RunRow & { is_first: boolean })[]>`
    update runs set status = 'Running', started_ms = coalesce(started_ms, ${nowMs})
    where id = ${runId} and status in ('Scheduled', 'Running')
    returning *, started_ms = ${nowMs} as is_first`;
  return run ?? null;
}

export async function updateRunMode(db: Db, run: RunRow): Promise<void> {
  await db`
    update runs set request_version = ${run.request_version}, force_step_plan = ${run.force_step_plan}
    where id = ${run.id}`;
}

export function firstEvent(run: RunRow): Record<string, unknown> {
  const [event] = JSON.parse(run.events) as Record<string, unknown>[];
  return event ?? {};
}
