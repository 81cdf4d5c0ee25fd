import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { MetricRow, MetricsQuery, MetricsResponse } from "@/lib/api/numbers";
import { isId } from "@/lib/connections/is-id";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { finalityOf, leastFinal } from "@/lib/domain/finality";
import { getProvider } from "@/lib/providers";
import { rangeIn } from "./range-in";
import { numberSums, type StoredNumbers, toNumbers } from "./to-numbers";

const maxRows = 20_000;

type Row = StoredNumbers & {
  day: string | null;
  entity_id: string | null;
  entity_name: string | null;
  provider: string;
  currency: string;
  timezones: string[];
};

function finalityIn({ day, provider, timezones }: Row, now: Date): MetricRow["finality"] {
  if (day === null) return null;
  const { restatementDays } = getProvider(provider).limits;
  return leastFinal(timezones.map((timezone) => finalityOf({ day, timezone, restatementDays, now })));
}

function toRow(row: Row, now: Date): MetricRow {
  const { day, entity_id, entity_name, provider, currency, timezones: _, ...stored } = row;
  return {
    day,
    entity_id,
    entity_name,
    provider,
    currency,
    finality: finalityIn(row, now),
    ...toNumbers(stored),
  };
}

const groups = {
  day: {
    columns: sql.raw("m.date::text as day, null as entity_id, null as entity_name"),
    by: sql.raw("m.date"),
  },
  entity: {
    columns: sql.raw(
      "null as day, m.entity_external_id as entity_id, max(coalesce(e.name, a.name)) as entity_name",
    ),
    by: sql.raw("m.entity_external_id"),
  },
  entity_day: {
    columns: sql.raw(
      "m.date::text as day, m.entity_external_id as entity_id, max(coalesce(e.name, a.name)) as entity_name",
    ),
    by: sql.raw("m.date, m.entity_external_id"),
  },
} as const;

function statement(query: MetricsQuery, from: string, to: string): SQL {
  const { columns, by } = groups[query.groupBy];
  const ofConnection = query.connectionId ? sql`and m.connection_id = ${query.connectionId}::uuid` : sql``;
  const ofEntity = query.entityId ? sql`and m.entity_external_id = ${query.entityId}` : sql``;
  return sql`select ${columns}, c.provider, a.currency, array_agg(distinct a.timezone) as timezones, ${numberSums}
    from daily_metrics m
    join connections c on c.id = m.connection_id
    join connection_accounts a on a.connection_id = m.connection_id and a.external_id = m.account_external_id
    left join entities e on e.connection_id = m.connection_id and e.kind = m.level and e.external_id = m.entity_external_id
    where m.level = ${query.level} and m.date between ${from}::date and ${to}::date ${ofConnection} ${ofEntity}
    group by ${by}, c.provider, a.currency order by 1, 2 limit ${maxRows}`;
}

/**
 * Sums of the stored numbers, apart by provider and currency: nothing is converted, no level is rolled up from
 * another. Days are each account's own.
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
    const { from, to } = rangeIn(query, { timezones, now });
    const rows = await rowsOf<Row>(tx, statement(query, from, to));
    const currencies = [...new Set(accounts.map(({ currency }) => currency))].sort();
    return { from, to, timezones, currencies, rows: rows.map((row) => toRow(row, now)) };
  });
}
