import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { rowsOf, type Tx, withJobs } from "@/lib/db/transaction";

/** Small enough that a batch holds its locks for moments; a run goes on with the next until nothing is left. */
const batchSize = 5_000;
/** What is left after so many batches is deleted at the next run. */
const maxBatches = 200;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Rule = {
  /** Primary key: the role may read no more than this and what `old` looks at. */
  key: readonly string[];
  keepMs: number;
  /** Rows older than the moment, as a condition on `t`. */
  old: (before: SQL) => SQL;
};

/** How long what syncs leave behind is kept. Runs themselves stay: they are the history. */
const rules = {
  sync_events: { key: ["run_id", "seq"], keepMs: 14 * dayMs, old: (before) => sql`t.at < ${before}` },
  sync_slices: {
    key: ["run_id", "position"],
    keepMs: 90 * dayMs,
    old: (before) =>
      sql`exists (select 1 from sync_runs r where r.id = t.run_id and r.completed_at < ${before})`,
  },
  // Keys of a listing are of use only while its run is active.
  page_keys: {
    key: ["run_id", "position", "page"],
    keepMs: 0,
    old: () =>
      sql`exists (select 1 from sync_runs r where r.id = t.run_id and r.status not in ('queued', 'running', 'cancelling'))`,
  },
  checkpoints: {
    key: ["connection_id", "stream", "partition"],
    keepMs: 100 * dayMs,
    old: (before) => sql`t.updated_at < ${before}`,
  },
  // The sliding hour is summed over 61 minutes.
  api_budget: { key: ["scope", "minute"], keepMs: 2 * hourMs, old: (before) => sql`t.minute < ${before}` },
  // Rows that came right or were not told again; what is still set aside is seen at every reading of its days.
  quarantine: {
    key: ["connection_id", "stream", "natural_key"],
    keepMs: 90 * dayMs,
    old: (before) => sql`t.last_seen_at < ${before}`,
  },
  outbox: { key: ["id"], keepMs: 7 * dayMs, old: (before) => sql`t.dispatched_at < ${before}` },
  webhook_deliveries: {
    key: ["id"],
    keepMs: 30 * dayMs,
    old: (before) => sql`t.finished_at < ${before}`,
  },
} as const satisfies Record<string, Rule>;

type Table = keyof typeof rules;
export type Pruned = Record<Table, number> & { revision_partitions: number };

/** 25 months of revisions compare each month with the one a year before, twice. */
const revisionDays = 762;

const instant = (now: Date, agoMs: number) =>
  sql`${new Date(now.getTime() - agoMs).toISOString()}::timestamptz`;

async function deleteBatch(tx: Tx, table: Table, now: Date): Promise<number> {
  const { key, keepMs, old }: Rule = rules[table];
  const columns = key.map((name) => `t."${name}"`).join(", ");
  const isSame = key.map((name) => `t."${name}" = d."${name}"`).join(" and ");
  const rows = await rowsOf<{ gone: number }>(
    tx,
    sql`with doomed as (
          select ${sql.raw(columns)} from ${sql.raw(table)} t where ${old(instant(now, keepMs))} limit ${batchSize}::int
        ), deleted as (delete from ${sql.raw(table)} t using doomed d where ${sql.raw(isSame)} returning 1)
        select count(*)::int as gone from deleted`,
  );
  return rows[0]?.gone ?? 0;
}

async function prune(table: Table, now: Date): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const gone = await withJobs((tx) => deleteBatch(tx, table, now));
    total += gone;
    if (gone < batchSize) break;
  }
  return total;
}

/** Makes next month's partition of revisions and drops those past their retention. Returns how many were dropped. */
async function keepPartitions(now: Date): Promise<number> {
  const days = env().FRESHET_RETENTION_DAYS ?? revisionDays;
  const [row] = await withJobs(async (tx) => {
    await tx.execute(sql`select ensure_revision_partitions(${instant(now, 0)})`);
    return rowsOf<{ dropped: number }>(
      tx,
      sql`select drop_revision_partitions(${instant(now, days * dayMs)}) as dropped`,
    );
  });
  return row?.dropped ?? 0;
}

/** Deletes what is past its retention, in batches. Safe to run at any time, also twice at once. */
export async function pruneAll(clock: Clock): Promise<Pruned> {
  const now = clock();
  return {
    sync_events: await prune("sync_events", now),
    sync_slices: await prune("sync_slices", now),
    page_keys: await prune("page_keys", now),
    checkpoints: await prune("checkpoints", now),
    api_budget: await prune("api_budget", now),
    quarantine: await prune("quarantine", now),
    outbox: await prune("outbox", now),
    webhook_deliveries: await prune("webhook_deliveries", now),
    revision_partitions: await keepPartitions(now),
  };
}
