import { createHash } from "node:crypto";
import type postgres from "postgres";

/** Lines of each table that a sync of the connection writes, without times, run ids and the ids of the workspace. */
export type Fingerprint = Record<string, string[]>;

const measures = `spend_micros, revenue_micros, impressions, clicks, visitors, conversions_micros, leads_micros,
  installs_micros, purchases_micros`;
const counters = "fetched, inserted, updated, unchanged, quarantined, duplicates, deleted, revisions";

const queries = {
  daily_metrics: `select level, entity_external_id, date, account_external_id, ${measures}, profit_micros
    from daily_metrics where connection_id = $1`,
  entities: `select kind, external_id, account_external_id, parent_external_id, name, status, attributes,
    deleted_at is null from entities where connection_id = $1`,
  demographics: `select account_external_id, dimension, value, from_day, to_day, ${measures}
    from demographics where connection_id = $1`,
  metric_revisions: `select level, entity_external_id, date, metric, old_value, new_value, cause, age_days
    from metric_revisions where connection_id = $1`,
  quarantine: `select stream, natural_key, field, reason, excerpt, resolved_at is null
    from quarantine where connection_id = $1`,
  checkpoints: `select stream, partition, complete, cursor is null from checkpoints where connection_id = $1`,
  page_keys: `select k.position, k.page from page_keys k join sync_runs r on r.id = k.run_id where r.connection_id = $1`,
  snapshots: `select row_counts from snapshots where connection_id = $1`,
  snapshot_parts: `select p.part from snapshot_parts p join sync_runs r on r.id = p.run_id where r.connection_id = $1`,
  connection_accounts: `select external_id, name, status, selected, last_synced_at is null, last_error
    from connection_accounts where connection_id = $1`,
  connections: `select status, sync_status, consecutive_failures, total_syncs_attempted, total_syncs_with_changes,
    last_sync_error, lease_run_id, last_sync_completed_at is null, last_metrics_changed_at is null,
    (select array_agg(lane order by lane) from jsonb_object_keys(lane_clocks) lane) from connections where id = $1`,
  sync_runs: `select status, mode, trigger, step, progress, error_code, ${counters} from sync_runs where connection_id = $1`,
  sync_slices: `select s.stream, s.lane, s.account_external_id, s.from_day, s.to_day, s.status, s.error_code,
    ${counters.replace(/\w+/g, "s.$&")}
    from sync_slices s join sync_runs r on r.id = s.run_id where r.connection_id = $1`,
} as const;

export async function takeFingerprint(sql: postgres.Sql, connectionId: string): Promise<Fingerprint> {
  const tables = await Promise.all(
    Object.entries(queries).map(async ([table, query]) => {
      const rows = await sql.unsafe(`select t::text as line from (${query}) t order by line`, [connectionId]);
      return [table, rows.map(({ line }) => String(line))] as const;
    }),
  );
  return Object.fromEntries(tables);
}

export const hashOf = (print: Fingerprint) =>
  createHash("sha256").update(JSON.stringify(print)).digest("hex").slice(0, 12);

const firstOf = (lines: string[]) => lines.slice(0, 2).join(" ; ").slice(0, 300);

/** What is lost, and what is there that should not be, per table. Empty when both are equal. */
export function findDifferences(expected: Fingerprint, found: Fingerprint): string[] {
  return Object.keys(queries).flatMap((table) => {
    const [want, have] = [expected[table] ?? [], found[table] ?? []];
    if (JSON.stringify(want) === JSON.stringify(have)) return [];
    const lost = want.filter((line) => !have.includes(line));
    const extra = have.filter((line) => !want.includes(line));
    return [
      `${table}: ${lost.length} lost (${firstOf(lost)}), ${extra.length} too many (${firstOf(extra)}), ${have.length - want.length} rows more`,
    ];
  });
}
