import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { MetricsQuery } from "@/lib/api/numbers";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";
import { decodeCursor, encodeCursor } from "./cursor";
import { numberSums, type StoredNumbers } from "./to-numbers";

export type EntityRow = StoredNumbers & {
  day: string | null;
  entity_id: string;
  entity_name: string;
  provider: string;
  connection_id: string;
  account_id: string;
  account_name: string;
  timezone: string;
  parent_name: string | null;
  entity_status: string | null;
  currency: string;
};

const defaultLimit = 5_000;

/** The place after a row: its day where days are apart, its entity and its connection. */
const Cursor = z.tuple([z.iso.date().nullable(), z.string(), z.uuid()]);

const placeAfter = ({ day, entity_id, connection_id }: EntityRow) =>
  encodeCursor([day, entity_id, connection_id]);

function statement(query: MetricsQuery, { from, to }: DayRange, limit: number): SQL {
  const { connectionId, entityId, level, cursor } = query;
  const isByDay = query.groupBy === "entity_day";
  const [day, entity, connection] = cursor ? decodeCursor(cursor, Cursor) : [null, null, null];
  const place = isByDay
    ? sql`and (m.date, m.entity_external_id, m.connection_id) > (${day}::date, ${entity}, ${connection}::uuid)`
    : sql`and (m.entity_external_id, m.connection_id) > (${entity}, ${connection}::uuid)`;
  const apart = sql.raw(isByDay ? "m.date, " : "");
  return sql`with page as (
      select ${sql.raw(isByDay ? "m.date::text" : "null")} as day, m.entity_external_id, m.connection_id, m.account_external_id,
        ${numberSums}
      from daily_metrics m
      where m.level = ${level} and m.date between ${from}::date and ${to}::date
        ${connectionId ? sql`and m.connection_id = ${connectionId}::uuid` : sql``}
        ${entityId ? sql`and m.entity_external_id = ${entityId}` : sql``} ${cursor ? place : sql``}
      group by ${apart} m.entity_external_id, m.connection_id, m.account_external_id
      order by ${apart} m.entity_external_id, m.connection_id limit ${limit + 1})
    select page.*, page.entity_external_id as entity_id, coalesce(e.name, case ${level} when 'account' then a.name end,
        page.entity_external_id) as entity_name, c.provider, a.external_id as account_id, a.name as account_name,
      a.timezone, a.currency, p.name as parent_name, coalesce(e.status, case ${level} when 'account' then a.status end) as entity_status
    from page
    join connections c on c.id = page.connection_id
    join connection_accounts a on a.connection_id = page.connection_id and a.external_id = page.account_external_id
    left join entities e on e.connection_id = page.connection_id and e.kind = ${level} and e.external_id = page.entity_external_id
    left join entities p on p.connection_id = e.connection_id and p.external_id = e.parent_external_id
      and p.kind = case ${level} when 'ad' then 'adset' when 'adset' then 'campaign' end
    order by page.day nulls first, page.entity_external_id, page.connection_id`;
}

/** Sums per entity, or per entity and day, in keyset pages. */
export async function readEntityRows(
  tx: Tx,
  query: MetricsQuery,
  range: DayRange,
): Promise<{ rows: EntityRow[]; nextCursor: string | null }> {
  const { limit = defaultLimit } = query;
  const rows = await rowsOf<EntityRow>(tx, statement(query, range, limit));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? placeAfter(last) : null };
}
