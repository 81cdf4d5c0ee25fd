import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { FeeRow, FeesQuery, FeesResponse } from "@/lib/api/marketplace";
import { FeeLine } from "@/lib/domain/fee";
import { fromMicros } from "@/lib/domain/money";
import { decodeCursor, MomentCursor } from "../cursor";
import { isoOf, ofOwner, ownerColumns, readPage } from "./page";

type Row = Omit<FeeRow, "lines"> & { lines: unknown[] };

/** A stored line: bigints are text in JSON. */
const StoredLine = FeeLine.extend({ amountMicros: z.string().regex(/^-?\d+$/) });

function toLine(stored: unknown): FeeRow["lines"][number] {
  const { group, type, sku, quantity, amountMicros } = StoredLine.parse(stored);
  return { group, type, sku, quantity, amount: fromMicros(BigInt(amountMicros)) };
}

/** Financial transactions with their breakdown, newest posting first, in keyset pages. */
export async function listFees(viewer: { workspaceId: string }, query: FeesQuery): Promise<FeesResponse> {
  const { from, to, kind, orderId, sku, cursor } = query;
  const after = cursor ? decodeCursor(cursor, MomentCursor) : null;
  const { rows: fees, nextCursor } = await readPage<Row, FeeRow>(viewer, query, {
    statement: (limit) => sql`
      select ${ownerColumns}, t.external_id as transaction_id, t.kind, t.type, t.status, ${isoOf("t.posted_at")} as posted_at,
        t.order_external_id as order_id, t.sku, t.description, t.currency, t.total_micros::text as total, t.lines,
        json_build_array(${isoOf("t.posted_at")}, t.connection_id, t.account_external_id, t.external_id) as key
      from fees t join connections c on c.id = t.connection_id
      where true ${ofOwner(query)} ${kind ? sql`and t.kind = ${kind}` : sql``}
        ${orderId ? sql`and t.order_external_id = ${orderId}` : sql``} ${sku ? sql`and t.sku = ${sku}` : sql``}
        ${from ? sql`and t.posted_at >= ${from}::date::timestamp at time zone 'UTC'` : sql``}
        ${to ? sql`and t.posted_at < (${to}::date + 1)::timestamp at time zone 'UTC'` : sql``}
        ${
          after
            ? sql`and (t.posted_at, t.connection_id, t.account_external_id, t.external_id)
            < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}, ${after[3]})`
            : sql``
        }
      order by t.posted_at desc, t.connection_id desc, t.account_external_id desc, t.external_id desc limit ${limit}`,
    show: async (_tx, rows) =>
      rows.map(({ key: _key, ...row }) => ({
        ...row,
        total: fromMicros(BigInt(row.total)),
        lines: row.lines.map(toLine),
      })),
  });
  return { fees, nextCursor };
}
