import type postgres from "postgres";

/** What must hold of an ended run whatever happened on its way; the promises that are broken, in words. */
export async function checkRuns(sql: postgres.Sql, connectionId: string): Promise<string[]> {
  const runs = await sql`
    select r.id, r.status, r.seq, r.fetched = r.inserted + r.updated + r.unchanged + r.quarantined + r.duplicates as adds_up,
      e.stored::int, e.first, e.last, e.terminal::int,
      (select count(*)::int from outbox o where o.data ->> 'runId' = r.id and o.dispatched_at is null) as unsent
    from sync_runs r cross join lateral (
      select count(*) as stored, min(seq) as first, max(seq) as last, count(*) filter (where step in ('done', 'error')) as terminal
      from sync_events where run_id = r.id) e
    where r.connection_id = ${connectionId}`;
  return runs.flatMap((run) => {
    const broken = [
      !["succeeded", "cancelled"].includes(run.status) && `ended as ${run.status}`,
      !run.adds_up && "its counters do not add up",
      (run.first !== 1 || run.last !== run.seq || run.stored !== run.seq) &&
        `its events are not 1..${run.seq}: ${run.stored} from ${run.first} to ${run.last}`,
      run.terminal !== 1 && `it has ${run.terminal} terminal events`,
      run.unsent > 0 && "an event of it was never sent",
    ].filter((text) => text !== false);
    return broken.map((text) => `run ${run.id}: ${text}`);
  });
}

export async function isActive(sql: postgres.Sql, connectionId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from sync_runs where connection_id = ${connectionId} and status in ('queued', 'running', 'cancelling')`;
  return rows.length > 0;
}
