import { eq, sql } from "drizzle-orm";
import { orderItems, orders as ordersTable } from "@/drizzle/schema";
import { arrayOf } from "@/lib/db/array-literal";
import type { Tx } from "@/lib/db/transaction";
import { type WriteSpec, writeChanged } from "@/lib/db/write-changed";
import { Order } from "@/lib/domain/order";
import { screen } from "../screen-rows";
import type { Landing, StreamKind } from "./kind";

const orderSpec: WriteSpec = {
  table: ordersTable,
  keys: ["accountExternalId", "externalId"],
  compared: ["status", "fulfilledBy", "salesChannel", "purchasedAt", "updatedAt", "currency", "totalMicros"],
  carried: [],
};

const itemSpec: WriteSpec = {
  table: orderItems,
  keys: ["accountExternalId", "orderExternalId", "externalId"],
  compared: [
    "sku",
    "asin",
    "title",
    "quantityOrdered",
    "quantityShipped",
    "currency",
    "itemPriceMicros",
    "shippingPriceMicros",
    "taxMicros",
    "discountMicros",
  ],
  carried: [],
};

const itemsOf = (rows: Order[]) =>
  rows.flatMap(({ accountExternalId, externalId: orderExternalId, items }) => {
    const byId = new Map(items.map((item) => [item.externalId, item]));
    return [...byId.values()].map((item) => ({ ...item, accountExternalId, orderExternalId }));
  });

/** An order comes with all its items: one that it no longer has is gone. */
async function removeLostItems(tx: Tx, { lease, slice }: Landing, rows: Order[]): Promise<void> {
  const items = itemsOf(rows);
  const column = (cells: string[]) => arrayOf(cells, "text");
  // Looked up order by order: OFFSET 0 keeps the planner from reading the whole table for every page.
  await tx.execute(sql`
    delete from order_items where ctid = any(array(
      select t.ctid from unnest(${column(rows.map((row) => row.externalId))}) as o (id)
      cross join lateral (
        select x.ctid, x.external_id from order_items x where x.connection_id = ${lease.connectionId}::uuid
          and x.account_external_id = ${slice.account.externalId} and x.order_external_id = o.id offset 0
      ) t
      where not exists (
        select 1 from unnest(${column(items.map((item) => item.orderExternalId))},
          ${column(items.map((item) => item.externalId))}) as i (order_id, id)
        where i.order_id = o.id and i.id = t.external_id)))`);
}

/** Orders never vanish: one that a range no longer holds was changed later and stands in another. */
export const orders: StreamKind<Order> = {
  screen: (raw, account) => screen(Order, raw, { account, keyOf: ({ externalId }) => externalId }),
  write: async (tx, landing, rows) => {
    const scope = landing.lease;
    await removeLostItems(tx, landing, rows);
    await writeChanged(tx, itemSpec, { rows: itemsOf(rows), scope });
    return writeChanged(tx, orderSpec, { rows: rows.map(({ items: _items, ...row }) => row), scope });
  },
  remove: async (tx, connectionId) => {
    await tx.delete(orderItems).where(eq(orderItems.connectionId, connectionId));
    return (await tx.delete(ordersTable).where(eq(ordersTable.connectionId, connectionId))).count;
  },
};
