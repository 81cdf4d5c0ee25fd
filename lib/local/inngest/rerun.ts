import type { Db, Engine } from "./engine";
import { type Started, startRun } from "./start-run";
import type { Event } from "./store/events";
import { findFunction } from "./store/functions";
import { findRun, firstEvent } from "./store/runs";

/** A new run of the same function for the same event; null when the run is unknown. */
export async function rerun(db: Db, engine: Engine, runId: string): Promise<Started | null> {
  const run = await findRun(db, runId);
  const fn = run ? await findFunction(db, run.function_id) : null;
  if (!run || !fn) return null;
  const event = firstEvent(run) as Event;
  return startRun(db, engine, {
    fn,
    event,
    eventInternalId: run.event_internal_id,
    eventKey: null,
    originalRunId: run.original_run_id ?? run.id,
  });
}
