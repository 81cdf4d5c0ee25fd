import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { MetricRow, MetricsQuery, MetricsResponse } from "@/lib/api/numbers";
import { isId } from "@/lib/connections/is-id";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { rowsOf, type Tx, withWorkspace } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";
import { finalityOf, leastFinal } from "@/lib/domain/finality";
import { getProvider } from "@/lib/providers";
import { type EntityRow, readEntityRows } from "./metric-pages";
import { childrenOf, readParents } from "./parents";
import { rangeIn } from "./range-in";
import { numberSums, type StoredNumbers, toNumbers } from "./to-numbers";

type DayRow = StoredNumbers & { day: string; provider: string; currency: string; timezones: string[] };
type Days = { day: string | null; provider: string; timezones: string[] };

function finalityIn({ day, provider, timezones }: Days, now: Date): MetricRow["finality"] {
  if (day === null) return null;
  const { restatementDays } = getProvider(provider).limits;
  return leastFinal(timezones.map((timezone) => finalityOf({ day, timezone, restatementDays, now })));
}

function fromDayRow(row: DayRow, now: Date): MetricRow {
  const { day, provider, currency } = row;
  return {
    day,
    entity_id: null,
    entity_name: null,
    provider,
    connection_id: null,
    account_id: null,
    account_name: null,
    timezone: null,
    parent_name: null,
    entity_status: null,
    children: null,
    currency,
    finality: finalityIn(row, now),
    ...toNumbers(row),
  };
}

function fromEntityRow(row: EntityRow, now: Date): MetricRow {
  const { day, entity_id, entity_name, provider, connection_id, account_id, account_name } = row;
  const { timezone, parent_name, entity_status, children, currency } = row;
  return {
    day,
    entity_id,
    entity_name,
    provider,
    connection_id,
    account_id,
    account_name,
    timezone,
    parent_name,
    entity_status,
    children,
    currency,
    finality: finalityIn({ day, provider, timezones: [timezone] }, now),
    ...toNumbers(row),
  };
}

function daysStatement(query: MetricsQuery, { from, to }: DayRange): SQL {
  const ofConnection = query.connectionId ? sql`and m.connection_id = ${query.connectionId}::uuid` : sql``;
  const ofEntity = query.entityId ? sql`and m.entity_external_id = ${query.entityId}` : sql``;
  const ofParent = query.parentId
    ? sql`and m.entity_external_id in (select entity_external_id from ${childrenOf(query)} k)`
    : sql``;
  return sql`select m.date::text as day, c.provider, a.currency, array_agg(distinct a.timezone) as timezones, ${numberSums}
    from daily_metrics m
    join connections c on c.id = m.connection_id
    join connection_accounts a on a.connection_id = m.connection_id and a.external_id = m.account_external_id
    where m.level = ${query.level} and m.date between ${from}::date and ${to}::date ${ofConnection} ${ofEntity} ${ofParent}
    group by m.date, c.provider, a.currency order by 1, 2, 3`;
}

async function readRows(
  tx: Tx,
  query: MetricsQuery,
  { range, now }: { range: DayRange; now: Date },
): Promise<Pick<MetricsResponse, "rows" | "nextCursor">> {
  if (query.groupBy === "day") {
    const rows = await rowsOf<DayRow>(tx, daysStatement(query, range));
    return { rows: rows.map((row) => fromDayRow(row, now)), nextCursor: null };
  }
  const { rows, nextCursor } = await readEntityRows(tx, query, range);
  return { rows: rows.map((row) => fromEntityRow(row, now)), nextCursor };
}

/**
 * Sums of the stored numbers, by day apart by provider and currency, or by entity in keyset pages: nothing is
 * converted, no level is rolled up from another. Days are each account's own.
 */
export async function readMetrics(
  viewer: { workspaceId: string },
  query: MetricsQuery,
  clock: Clock,
): Promise<MetricsResponse> {
  if (query.connectionId && !isId(query.connectionId)) throw notFound("The connection");
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    const accounts = await rowsOf<{ timezone: string; currency: string }>(
      tx,
      sql`select distinct timezone, currency from connection_accounts ${query.connectionId ? sql`where connection_id = ${query.connectionId}::uuid` : sql``}`,
    );
    const timezones = [...new Set(accounts.map(({ timezone }) => timezone))].sort();
    const range = rangeIn(query, { timezones, now });
    const { rows, nextCursor } = await readRows(tx, query, { range, now });
    const currencies = [...new Set(accounts.map(({ currency }) => currency))].sort();
    const parents = await readParents(tx, query);
    return { ...range, timezones, currencies, parents, rows, nextCursor };
  });
}
