import { type SQL, sql } from "drizzle-orm";
import { dailyMetrics, demographics } from "@/drizzle/schema";
import { arrayOf } from "@/lib/db/array-literal";
import { describeColumns } from "@/lib/db/column-spec";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { type WriteSpec, type Written, writeChanged } from "@/lib/db/write-changed";
import type { Day, DayRange } from "@/lib/domain/day";
import { endedStatuses } from "@/lib/domain/entity";
import { type DailyMetric, type DemographicMetric, type Level, measures } from "@/lib/domain/metric";
import { type ReviseInput, reviseFrom } from "./revise";
import type { Lease } from "./step";

const metricSpec: WriteSpec = {
  table: dailyMetrics,
  keys: ["level", "entityExternalId", "date"],
  compared: measures,
  carried: ["accountExternalId"],
};

const demographicSpec: WriteSpec = {
  table: demographics,
  keys: ["accountExternalId", "dimension", "value", "fromDay"],
  compared: [...measures, "toDay"],
  carried: [],
};

type MetricWrite = { rows: DailyMetric[]; revision: ReviseInput; isFirstImport: boolean };

/** Writes changed days; each changed cell gets a revision, except when the account's history first arrives. */
export function writeMetrics(tx: Tx, { rows, revision, isFirstImport }: MetricWrite): Promise<Written> {
  return writeChanged(tx, metricSpec, {
    rows: rows.map(({ externalId, day, ...row }) => ({ ...row, entityExternalId: externalId, date: day })),
    scope: revision.lease,
    revise: isFirstImport ? undefined : (compared) => reviseFrom(sql`changed`, compared, revision),
  });
}

export function writeDemographics(
  tx: Tx,
  lease: Lease,
  range: DayRange,
  rows: DemographicMetric[],
): Promise<Written> {
  return writeChanged(tx, demographicSpec, {
    rows: rows.map(({ from: _from, to: _to, ...row }) => ({ ...row, fromDay: range.from, toDay: range.to })),
    scope: lease,
  });
}

/** Removes the audiences of a range that a complete answer left out; `keys` are `dimension|value` of all of it. */
export async function removeAbsentDemographics(
  tx: Tx,
  { connectionId }: Lease,
  { accountExternalId, from, keys }: { accountExternalId: string; from: Day; keys: string[] },
): Promise<number> {
  const [row] = await rowsOf<{ removed: number }>(
    tx,
    sql`with told as (select * from unnest(${arrayOf(keys, "text")}) as t (key)),
    removed as (
      delete from demographics d where d.connection_id = ${connectionId}::uuid
        and d.account_external_id = ${accountExternalId} and d.from_day = ${from}::date
        and not exists (select 1 from told where key = d.dimension || '|' || d.value) returning 1
    )
    select count(*)::int as removed from removed`,
  );
  return row?.removed ?? 0;
}

const isNotZero = (columns: string[]) =>
  sql.raw(columns.map((name) => `coalesce("${name}", 0) <> 0`).join(" or "));

type ZeroMetrics = {
  revision: ReviseInput;
  accountExternalId: string;
  level: Level;
  range: DayRange;
  keys: string[];
};

/** Whether the entity of a row `m` is archived, deleted or not listed: such ones may be missing with all they did. */
const hasEnded = (connectionId: string, level: Level) => sql`exists (
  select 1 from entities e where e.connection_id = ${connectionId}::uuid and e.kind = ${level}
    and e.external_id = m.entity_external_id
    and (e.deleted_at is not null or e.status in (select unnest(${arrayOf(endedStatuses, "text")}))))`;

/**
 * Providers leave zero rows out: what is stored for the range and missing from a complete answer becomes zero, unless
 * its entity has ended.
 * `keys` are `entity|day` of the whole answer. Returns rows zeroed and revisions written.
 */
export async function zeroAbsentMetrics(
  tx: Tx,
  input: ZeroMetrics,
): Promise<{ zeroed: number; revisions: number }> {
  const { revision, accountExternalId, level, range, keys } = input;
  const columns = describeColumns(dailyMetrics, measures);
  const names = columns.map(({ name }) => name);
  const asZero: SQL = sql.raw(
    names
      .map((n) => `m."${n}" as "old_${n}", case when m."${n}" is null then null else 0 end as "${n}"`)
      .join(", "),
  );
  const [row] = await rowsOf<{ zeroed: number; revisions: number }>(
    tx,
    sql`with present as (select * from unnest(${arrayOf(keys, "text")}) as p (key)),
    absent as (
      select m.entity_external_id, m."date", false as is_new, ${asZero} from daily_metrics m
      where m.connection_id = ${revision.lease.connectionId}::uuid and m.level = ${level} and m.account_external_id = ${accountExternalId}
        and m."date" between ${range.from}::date and ${range.to}::date and (${isNotZero(names)})
        and not exists (select 1 from present p where p.key = m.entity_external_id || '|' || m."date")
        and not ${hasEnded(revision.lease.connectionId, level)}
    ),
    zeroed as (
      update daily_metrics t set ${sql.raw(names.map((n) => `"${n}" = a."${n}"`).join(", "))}, changed_at = now()
      from absent a where t.connection_id = ${revision.lease.connectionId}::uuid and t.level = ${level}
        and t.entity_external_id = a.entity_external_id and t."date" = a."date" returning 1
    ),
    revised as (${reviseFrom(sql`absent`, columns, { ...revision, cause: "deletion" })} returning 1)
    select (select count(*) from zeroed)::int as zeroed, (select count(*) from revised)::int as revisions`,
  );
  return row ?? { zeroed: 0, revisions: 0 };
}
