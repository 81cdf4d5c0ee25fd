import { type SQL, sql } from "drizzle-orm";
import type { ColumnSpec } from "@/lib/db/column-spec";
import type { Lease } from "./step";

export type RevisionCause = "growth_or_late" | "backfill" | "deletion";

export type ReviseInput = { lease: Lease; level: string; cause: RevisionCause; today: string; at: Date };

const metricName = (column: string) => column.replace(/_micros$/, "");

/** Why a number moved: today still grows; up to a week is late attribution; older is a restatement. */
const causeOfAge = sql.raw(
  `case when age <= 0 then 'intraday_growth' when age <= 7 then 'late_attribution' else 'restatement' end`,
);

/**
 * Appends one revision per changed cell. A row that was not stored reads as zero, so a first zero is no change.
 * `source` must offer level's key columns, the new values and the stored ones as `old_<column>`.
 */
export function reviseFrom(
  source: SQL,
  compared: ColumnSpec[],
  { lease, level, cause, today, at }: ReviseInput,
): SQL {
  const cells = compared
    .map(({ name }) => `('${metricName(name)}', c."old_${name}", c."${name}")`)
    .join(", ");
  const why = cause === "growth_or_late" ? causeOfAge : sql`${cause}`;
  const age = sql`(${today}::date - c."date")`;
  return sql`insert into metric_revisions
      (id, workspace_id, connection_id, level, entity_external_id, "date", metric, old_value, new_value, run_id, cause, age_days, observed_at)
    select gen_random_uuid(), ${lease.workspaceId}::uuid, ${lease.connectionId}::uuid, ${level}, c.entity_external_id, c."date",
      v.metric, case when c.is_new then null else v.old_value end, v.new_value, ${lease.runId},
      (select ${why} from (select ${age} as age) a), ${age}, ${at.toISOString()}::timestamptz
    from ${source} c cross join lateral (values ${sql.raw(cells)}) as v (metric, old_value, new_value)
    where (case when c.is_new then coalesce(v.old_value, 0) is distinct from coalesce(v.new_value, 0)
      else v.old_value is distinct from v.new_value end)`;
}
