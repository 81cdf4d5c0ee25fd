import { sql } from "drizzle-orm";

/** Runs that left something unread which no retry has read since. For queries on `sync_runs`. */
export const isRetryable = sql<boolean>`(sync_runs.status in ('partial', 'failed')
  and exists (select 1 from sync_slices s where s.run_id = sync_runs.id and s.status not in ('done', 'skipped'))
  and not exists (select 1 from sync_runs r where r.parent_run_id = sync_runs.id and r.trigger = 'retry' and r.status = 'succeeded'))`;
