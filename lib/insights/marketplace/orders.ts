import "server-only";
import { sql } from "drizzle-orm";
import type { OrderRow, OrdersQuery, OrdersResponse } from "@/lib/api/marketplace";
import { arrayOf } from "@/lib/db/array-literal";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { decodeCursor, MomentCursor } from "../cursor";
import { isoOf, money, ofOwner, ownerColumns, readPage } from "./page";

type Item = OrderRow["items"][number];
type Row = Omit<OrderRow, "items">;

const itemKey = (connection: string, account: string, order: string) => `${connection}|${account}|${order}`;

/** Items of the orders of a page, by order. */
async function readItems(tx: Tx, rows: Row[]): Promise<Map<string, Item[]>> {
  const column = (pick: (row: Row) => string, type: string) => arrayOf(rows.map(pick), type);
  const items = await rowsOf<Item & { of: string }>(
    tx,
    sql`select t.connection_id || '|' || t.account_external_id || '|' || t.order_external_id as of, t.external_id as item_id,
        t.sku, t.asin, t.title, t.quantity_ordered, t.quantity_shipped, t.item_price_micros::text as price,
        t.shipping_price_micros::text as shipping, t.tax_micros::text as tax, t.discount_micros::text as discount
      from unnest(${column((row) => row.connection_id, "uuid")}, ${column((row) => row.account_id, "text")},
        ${column((row) => row.order_id, "text")}) as o (connection_id, account_id, order_id)
      join order_items t on t.connection_id = o.connection_id and t.account_external_id = o.account_id
        and t.order_external_id = o.order_id
      order by t.order_external_id, t.external_id`,
  );
  const byOrder = new Map<string, Item[]>();
  for (const { of, ...item } of items) {
    const { price, shipping, tax, discount } = item;
    const shown = {
      ...item,
      price: money(price),
      shipping: money(shipping),
      tax: money(tax),
      discount: money(discount),
    };
    const group = byOrder.get(of);
    if (group) group.push(shown);
    else byOrder.set(of, [shown]);
  }
  return byOrder;
}

/** Orders with their items, newest purchase first, in keyset pages. */
export async function listOrders(
  viewer: { workspaceId: string },
  query: OrdersQuery,
): Promise<OrdersResponse> {
  const { from, to, status, sku, cursor } = query;
  const after = cursor ? decodeCursor(cursor, MomentCursor) : null;
  const { rows: orders, nextCursor } = await readPage<Row, OrderRow>(viewer, query, {
    statement: (limit) => sql`
      select ${ownerColumns}, t.external_id as order_id, t.status, t.fulfilled_by, t.sales_channel, t.currency,
        t.total_micros::text as total, ${isoOf("t.purchased_at")} as purchased_at, ${isoOf("t.updated_at")} as updated_at,
        json_build_array(${isoOf("t.purchased_at")}, t.connection_id, t.account_external_id, t.external_id) as key
      from orders t join connections c on c.id = t.connection_id
      where true ${ofOwner(query)} ${status ? sql`and t.status = ${status}` : sql``}
        ${from ? sql`and t.purchased_at >= ${from}::date::timestamp at time zone 'UTC'` : sql``}
        ${to ? sql`and t.purchased_at < (${to}::date + 1)::timestamp at time zone 'UTC'` : sql``}
        ${
          sku
            ? sql`and exists (select 1 from order_items i where i.connection_id = t.connection_id
            and i.account_external_id = t.account_external_id and i.order_external_id = t.external_id and i.sku = ${sku})`
            : sql``
        }
        ${
          after
            ? sql`and (t.purchased_at, t.connection_id, t.account_external_id, t.external_id)
            < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}, ${after[3]})`
            : sql``
        }
      order by t.purchased_at desc, t.connection_id desc, t.account_external_id desc, t.external_id desc limit ${limit}`,
    show: async (tx, rows) => {
      const items = await readItems(tx, rows);
      return rows.map(({ key: _key, ...row }) => ({
        ...row,
        total: money(row.total),
        items: items.get(itemKey(row.connection_id, row.account_id, row.order_id)) ?? [],
      }));
    },
  });
  return { orders, nextCursor };
}
