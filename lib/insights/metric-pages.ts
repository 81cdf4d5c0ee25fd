import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { MetricsQuery } from "@/lib/api/numbers";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";
import { type Level, levelAbove, levelBelow } from "@/lib/domain/metric";
import { decodeCursor, encodeCursor } from "./cursor";
import { childrenOf } from "./parents";
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
  children: number | null;
  currency: string;
};

const defaultLimit = 5_000;

/** The place after a row: its day where days are apart, its entity and its connection. */
const Cursor = z.tuple([z.iso.date().nullable(), z.string(), z.uuid()]);

const placeAfter = ({ day, entity_id, connection_id }: EntityRow) =>
  encodeCursor([day, entity_id, connection_id]);

/** Stored days, or below a parent each of its children, be it without numbers; `key` holds the columns that are always there. */
function sourceOf(query: MetricsQuery, { from, to }: DayRange): { key: SQL; source: SQL } {
  const { connectionId, groupBy, level, parentId } = query;
  const days = sql`between ${from}::date and ${to}::date`;
  if (!parentId) {
    const ofConnection = connectionId ? sql`and m.connection_id = ${connectionId}::uuid` : sql``;
    return {
      key: sql.raw("m"),
      source: sql`daily_metrics m where m.level = ${level} and m.date ${days} ${ofConnection}`,
    };
  }
  // `offset 0` keeps the search per child: with stale statistics the planner would read every day of the level for each.
  const source = sql`${childrenOf(query)} k ${sql.raw(groupBy === "entity" ? "left" : "inner")} join lateral (
    select * from daily_metrics d where d.connection_id = k.connection_id and d.level = k.level
      and d.entity_external_id = k.entity_external_id and d.date ${days} offset 0) m on true where true`;
  return { key: sql.raw("k"), source };
}

function childrenCount(level: Level): SQL {
  const below = levelBelow[level];
  if (below === null) return sql`null::int`;
  return sql`(select count(*)::int from entities k where k.connection_id = page.connection_id and k.kind = ${below}
    and k.parent_external_id = page.entity_external_id)`;
}

function statement(query: MetricsQuery, range: DayRange, limit: number): SQL {
  const { entityId, level, cursor } = query;
  const isByDay = query.groupBy === "entity_day";
  const { key, source } = sourceOf(query, range);
  const [day, entity, connection] = cursor ? decodeCursor(cursor, Cursor) : [null, null, null];
  const place = isByDay
    ? sql`and (m.date, ${key}.entity_external_id, ${key}.connection_id) > (${day}::date, ${entity}, ${connection}::uuid)`
    : sql`and (${key}.entity_external_id, ${key}.connection_id) > (${entity}, ${connection}::uuid)`;
  const apart = sql.raw(isByDay ? "m.date, " : "");
  return sql`with page as (
      select ${sql.raw(isByDay ? "m.date::text" : "null")} as day, ${key}.entity_external_id, ${key}.connection_id,
        ${key}.account_external_id, ${numberSums}
      from ${source} ${entityId ? sql`and ${key}.entity_external_id = ${entityId}` : sql``} ${cursor ? place : sql``}
      group by ${apart} ${key}.entity_external_id, ${key}.connection_id, ${key}.account_external_id
      order by ${apart} ${key}.entity_external_id, ${key}.connection_id limit ${limit + 1})
    select page.*, page.entity_external_id as entity_id, coalesce(e.name, case ${level} when 'account' then a.name end,
        page.entity_external_id) as entity_name, c.provider, a.external_id as account_id, a.name as account_name,
      a.timezone, a.currency, p.name as parent_name, case when e.deleted_at is not null then 'DELETED'
        else coalesce(e.status, case ${level} when 'account' then a.status end) end as entity_status,
      ${childrenCount(level)} as children
    from page
    join connections c on c.id = page.connection_id
    join connection_accounts a on a.connection_id = page.connection_id and a.external_id = page.account_external_id
    left join entities e on e.connection_id = page.connection_id and e.kind = ${level} and e.external_id = page.entity_external_id
    left join entities p on p.connection_id = e.connection_id and p.external_id = e.parent_external_id
      and p.kind = ${levelAbove[level]}
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
