import type { Db } from "../engine";
import type { RunRow, StepRow } from "./rows";
import { loadSteps } from "./steps";

export type RunWithSteps = RunRow & { steps: StepRow[] };

/** The latest runs with their steps, newest first. */
export async function listRuns(db: Db, limit: number): Promise<RunWithSteps[]> {
  const runs = await db<RunRow[]>`select * from runs order by queued_ms desc, id desc limit ${limit}`;
  const steps = await loadSteps(
    db,
    runs.map((run) => run.id),
  );
  return runs.map((run) => ({ ...run, steps: steps.filter((step) => step.run_id === run.id) }));
}

export function listEventRuns(db: Db, eventId: string) {
  return db<RunRow[]>`
    select * from runs
    where event_internal_id = ${eventId} or event_internal_id in (select id from events where event_id = ${eventId})
    order by queued_ms, id`;
}

const keptMs = 7 * 24 * 3_600_000;

/** Forgets runs that ended over a week ago, their steps, and events of that age. */
export async function forgetOld(db: Db, nowMs: number): Promise<void> {
  const before = nowMs - keptMs;
  await db`
    with old as (delete from runs where ended_ms < ${before} returning id)
    delete from steps where run_id in (select id from old)`;
  await db`delete from events where received_ms < ${before}`;
  await db`delete from starts where expires_ms < ${nowMs}`;
}
