import { sql } from "drizzle-orm";
import * as z from "zod";
import { type SnapshotSection, snapshotSections } from "@/lib/api/snapshot";
import { invariant } from "@/lib/core/errors";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { fromMicros } from "@/lib/domain/money";
import { marketSections } from "./snapshot-market";
import type { After, Row, Section, SectionScope } from "./snapshot-section";

const decimals = ["spend", "revenue", "profit", "conversions", "leads", "installs", "purchases"] as const;
const counts = ["impressions", "clicks", "visitors"] as const;
const numberColumns = sql.raw(
  [
    ...decimals.map((name) =>
      name === "profit"
        ? "(revenue_micros - spend_micros)::text as profit"
        : `${name}_micros::text as ${name}`,
    ),
    ...counts.map((name) => `${name}::text`),
  ].join(", "),
);

const toDecimal = (value: string | null | undefined) => (value == null ? null : fromMicros(BigInt(value)));
function toCount(value: string | null | undefined): number | string | null {
  if (value == null) return null;
  const count = Number(value);
  return Number.isSafeInteger(count) ? count : value;
}

function toNumbers(row: Row): Record<string, unknown> {
  const numbers: Record<string, unknown> = {};
  for (const name of decimals) numbers[name] = toDecimal(row[name]);
  for (const name of counts) numbers[name] = toCount(row[name]);
  return numbers;
}

const entitiesOf = (kind: string): Section => ({
  select: ({ connectionId, accountExternalId }, after) => sql`
    select external_id, parent_external_id, name, status, attributes,
      to_char(deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as deleted_at
    from entities where connection_id = ${connectionId}::uuid and kind = ${kind} and account_external_id = ${accountExternalId}
      ${after ? sql`and external_id > ${after[0]}` : sql``} order by external_id`,
  keyOf: (row) => [row.external_id ?? ""],
  shape: (row) => row,
});

const metricsOf = (level: string): Section => ({
  select: ({ connectionId, accountExternalId, range }, after) => sql`
    select entity_external_id as entity_id, date::text as day, ${numberColumns}
    from daily_metrics where connection_id = ${connectionId}::uuid and level = ${level}
      and account_external_id = ${accountExternalId} and date between ${range.from}::date and ${range.to}::date
      ${after ? sql`and (entity_external_id, date) > (${after[0]}, ${after[1]}::date)` : sql``}
    order by entity_external_id, daily_metrics.date`,
  keyOf: (row) => [row.entity_id ?? "", row.day ?? ""],
  shape: (row) => ({ entity_id: row.entity_id, day: row.day, ...toNumbers(row) }),
});

const demographics: Section = {
  select: ({ connectionId, accountExternalId, range }, after) => sql`
    select dimension, value, from_day::text as from, to_day::text as to, ${numberColumns}
    from demographics where connection_id = ${connectionId}::uuid and account_external_id = ${accountExternalId}
      and to_day >= ${range.from}::date
      ${after ? sql`and (dimension, value, from_day) > (${after[0]}, ${after[1]}, ${after[2]}::date)` : sql``}
    order by dimension, value, from_day`,
  keyOf: (row) => [row.dimension ?? "", row.value ?? "", row.from ?? ""],
  shape: ({ dimension, value, from, to, ...row }) => ({ dimension, value, from, to, ...toNumbers(row) }),
};

const sections: Record<SnapshotSection, Section> = {
  campaigns: entitiesOf("campaign"),
  adsets: entitiesOf("adset"),
  ads: entitiesOf("ad"),
  creatives: entitiesOf("creative"),
  account_metrics: metricsOf("account"),
  campaign_metrics: metricsOf("campaign"),
  adset_metrics: metricsOf("adset"),
  ad_metrics: metricsOf("ad"),
  demographics,
  ...marketSections,
};

const pageRows = 1_000;

/** The next rows of a section as JSON, each checked against the snapshot's schema; `after` is null at its end. */
export async function readSection(
  tx: Tx,
  name: SnapshotSection,
  scope: SectionScope,
  after: After,
): Promise<{ json: string; rows: number; after: After }> {
  const section = sections[name];
  const rows = await rowsOf<Row>(tx, sql`${section.select(scope, after)} limit ${pageRows}`);
  const checked = z.array(snapshotSections[name] as z.ZodType).safeParse(rows.map(section.shape));
  if (!checked.success)
    throw invariant("snapshot", `${name}: ${z.prettifyError(checked.error).slice(0, 300)}`);
  const last = rows.length === pageRows ? rows.at(-1) : undefined;
  const json = checked.data.map((row) => JSON.stringify(row)).join(",");
  return { json, rows: rows.length, after: last ? section.keyOf(last) : null };
}
