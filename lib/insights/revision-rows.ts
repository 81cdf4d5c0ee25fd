import { sql } from "drizzle-orm";
import { isId } from "@/lib/connections/is-id";
import { AppError } from "@/lib/core/errors";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { Level } from "@/lib/domain/metric";
import { fromMicros } from "@/lib/domain/money";

export type RevisionRow = {
  id: string;
  connection_id: string;
  connection_name: string;
  level: Level;
  entity_id: string;
  entity_name: string;
  day: string;
  metric: string;
  currency: string | null;
  old: string | null;
  new: string | null;
  cause: string;
  age_days: number;
  run_id: string;
  observed_at: string;
};

export type RevisionFilter = {
  connectionId?: string;
  level?: string;
  entityId?: string;
  day?: string;
  from?: string;
  to?: string;
  metric?: string;
  currency?: string;
  cursor?: string;
  limit: number;
};

const wholeCounts = new Set(["impressions", "clicks", "visitors"]);

/** A stored value as people read it: micros as a decimal. */
export const readable = (metric: string, value: string | null) =>
  value === null || wholeCounts.has(metric) ? value : fromMicros(BigInt(value));

/** A cursor is the place after a row: its time in microseconds and its id. */
const encodeCursor = (row: RevisionRow) => Buffer.from(`${row.observed_at}|${row.id}`).toString("base64url");

function decodeCursor(cursor: string): { observedAt: string; id: string } {
  const [observedAt = "", id = ""] = Buffer.from(cursor, "base64url").toString().split("|");
  if (!Number.isNaN(Date.parse(observedAt)) && isId(id)) return { observedAt, id };
  throw new AppError({
    code: "invalid_cursor",
    message: "The cursor is not one of ours.",
    status: 422,
    actor: "you",
  });
}

/** Recorded changes of numbers, newest first, in keyset pages. Values are readable. */
export async function readRevisionRows(
  tx: Tx,
  { connectionId, level, entityId, day, from, to, metric, currency, cursor, limit }: RevisionFilter,
): Promise<{ rows: RevisionRow[]; nextCursor: string | null }> {
  const after = cursor ? decodeCursor(cursor) : null;
  const rows = await rowsOf<RevisionRow>(
    tx,
    sql`select r.id, r.connection_id, c.name as connection_name, r.level, r.entity_external_id as entity_id,
        coalesce(e.name, a.name, r.entity_external_id) as entity_name, r.date::text as day, r.metric,
        coalesce(a.currency, ea.currency) as currency, r.old_value::text as old, r.new_value::text as new, r.cause,
        r.age_days, r.run_id, to_char(r.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as observed_at
      from metric_revisions r
      join connections c on c.id = r.connection_id
      left join entities e on e.connection_id = r.connection_id and e.kind = r.level and e.external_id = r.entity_external_id
      left join connection_accounts a on a.connection_id = r.connection_id and r.level = 'account' and a.external_id = r.entity_external_id
      left join connection_accounts ea on ea.connection_id = r.connection_id and ea.external_id = e.account_external_id
      where r.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
        ${connectionId ? sql`and r.connection_id = ${connectionId}::uuid` : sql``}
        ${level ? sql`and r.level = ${level}` : sql``}
        ${entityId ? sql`and r.entity_external_id = ${entityId}` : sql``}
        ${currency ? sql`and coalesce(a.currency, ea.currency) = ${currency}` : sql``}
        ${day ? sql`and r.date = ${day}::date` : sql``}
        ${from ? sql`and r.date >= ${from}::date` : sql``} ${to ? sql`and r.date <= ${to}::date` : sql``}
        ${metric ? sql`and r.metric = ${metric}` : sql``}
        ${after ? sql`and (r.observed_at, r.id) < (${after.observedAt}::timestamptz, ${after.id}::uuid)` : sql``}
      order by r.observed_at desc, r.id desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const readableRows = page.map((row) => ({
    ...row,
    old: readable(row.metric, row.old),
    new: readable(row.metric, row.new),
  }));
  return { rows: readableRows, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
}
