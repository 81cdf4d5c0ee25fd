import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type {
  DemographicMonth,
  DemographicRow,
  DemographicsQuery,
  DemographicsResponse,
} from "@/lib/api/demographics";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";
import { rangeIn } from "./range-in";
import { requireConnection } from "./require-connection";
import { count, fraction, money } from "./to-numbers";

type Sums = Record<"spend" | "impressions" | "clicks" | "conversions", string | null>;
type Row = Omit<DemographicRow, keyof Sums> & Sums;

/** The months that have a day of the range, each with its account's currency. */
const monthsWithin = ({ connectionId }: DemographicsQuery, { from, to }: DayRange): SQL => sql`
  from demographics d
  join connection_accounts a on a.connection_id = d.connection_id and a.external_id = d.account_external_id
  where d.connection_id = ${connectionId}::uuid and d.from_day <= ${to}::date and d.to_day >= ${from}::date`;

const sumsStatement = (query: DemographicsQuery, range: DayRange): SQL => sql`
  with sums as (
    select d.dimension, a.currency, d.value, sum(d.spend_micros) as spend, sum(d.impressions) as impressions,
      sum(d.clicks) as clicks, sum(d.conversions_micros) as conversions
    ${monthsWithin(query, range)} ${query.dimension ? sql`and d.dimension = ${query.dimension}` : sql``}
    group by 1, 2, 3),
  placed as (
    select *, row_number() over (partition by dimension, currency
      order by spend desc nulls last, impressions desc nulls last, value) as place from sums)
  select dimension, currency, case when place <= ${query.limit}::int then value end as value, count(*)::int as values,
    sum(spend)::text as spend, sum(impressions)::text as impressions, sum(clicks)::text as clicks,
    sum(conversions)::text as conversions
  from placed group by 1, 2, 3 order by 1, 2, min(place)`;

const monthsStatement = (query: DemographicsQuery, range: DayRange): SQL => sql`
  select a.currency, d.from_day::text as from, d.to_day::text as to, count(distinct d.account_external_id)::int as accounts
  ${monthsWithin(query, range)} group by 1, 2, 3 order by 1, 2, 3`;

/**
 * An ad connection's audiences: sums per value over the kept months that have a day of the range, apart by currency.
 * Providers leave small audiences out, so they need not add up to the account. 404 for another workspace's connection.
 */
export function readDemographics(
  viewer: { workspaceId: string },
  query: DemographicsQuery,
  clock: Clock,
): Promise<DemographicsResponse> {
  return withWorkspace(viewer, async (tx) => {
    await requireConnection(tx, query.connectionId);
    const zones = await rowsOf<{ timezone: string }>(
      tx,
      sql`select distinct timezone from connection_accounts where connection_id = ${query.connectionId}::uuid`,
    );
    const range = rangeIn(query, { timezones: zones.map(({ timezone }) => timezone), now: clock() });
    const months = await rowsOf<DemographicMonth>(tx, monthsStatement(query, range));
    const rows = await rowsOf<Row>(tx, sumsStatement(query, range));
    return {
      ...range,
      months,
      rows: rows.map((row) => ({
        ...row,
        spend: money(row.spend),
        impressions: count(row.impressions),
        clicks: count(row.clicks),
        conversions: fraction(row.conversions),
      })),
    };
  });
}
