import type postgres from "postgres";

export type Phase = { phase: string; done: number; total: number };
export type RunProgress = {
  id: string;
  /** Of the connection. */
  name: string;
  status: string;
  step: string;
  detail: string;
  /** Percent. */
  progress: number;
  fetched: number;
  written: number;
  message: string | null;
  completed: boolean;
  phases: Phase[];
};

/** A run as its own workspace sees it, which also works where the login role is no superuser. */
async function readAs<T>(
  sql: postgres.Sql,
  runId: string,
  read: (tx: postgres.TransactionSql) => Promise<T>,
) {
  return sql.begin(async (tx) => {
    await tx`set local role freshet_jobs`;
    const [run] = await tx`select workspace_id from sync_runs where id = ${runId}`;
    await tx`set local role freshet_app`;
    await tx`select set_config('app.workspace_id', ${run?.workspace_id ?? ""}, true)`;
    return read(tx);
  });
}

/** Where a run stands now; null when it does not exist. */
export async function readRunProgress(sql: postgres.Sql, runId: string): Promise<RunProgress | null> {
  const found = await readAs(sql, runId, async (tx) => {
    const runs = await tx<Omit<RunProgress, "phases">[]>`
      select r.id, c.name, r.status, r.step, r.detail, r.progress, r.fetched, r.inserted + r.updated as written,
             r.error_message as message, r.completed_at is not null as completed
      from sync_runs r join connections c on c.id = r.connection_id where r.id = ${runId}`;
    const phases = await tx<Phase[]>`
      select phase, count(finished_at)::int as done, count(*)::int as total
      from sync_slices where run_id = ${runId} group by phase order by min(position)`;
    return { run: runs[0], phases: [...phases] };
  });
  return found.run ? { ...found.run, phases: found.phases } : null;
}
