import { type SQL, sql } from "drizzle-orm";
import type { MarketSection } from "@/lib/api/snapshot-market";
import { fromMicros } from "@/lib/domain/money";
import type { Row, Section, SectionScope } from "./snapshot-section";

const isoOf = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const money = (micros: unknown) => (micros == null ? null : fromMicros(BigInt(String(micros))));
const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);

const ofAccount = ({ connectionId, accountExternalId }: SectionScope): SQL => sql`
  t.connection_id = ${connectionId}::uuid and t.account_external_id = ${accountExternalId}`;

const since = (column: string, { range }: SectionScope): SQL =>
  sql`${sql.raw(column)} >= ${range.from}::date::timestamp at time zone 'UTC'`;

const orders: Section = {
  select: (scope, after) => sql`
    select t.external_id as order_id, t.status, t.fulfilled_by, t.sales_channel, t.currency, t.total_micros::text as total,
      ${isoOf("t.purchased_at")} as purchased_at, ${isoOf("t.updated_at")} as updated_at,
      (select coalesce(json_agg(json_build_object('item_id', i.external_id, 'sku', i.sku, 'asin', i.asin, 'title', i.title,
          'quantity_ordered', i.quantity_ordered, 'quantity_shipped', i.quantity_shipped, 'price', i.item_price_micros::text,
          'shipping', i.shipping_price_micros::text, 'tax', i.tax_micros::text, 'discount', i.discount_micros::text)
          order by i.external_id), '[]'::json)
        from order_items i where i.connection_id = t.connection_id and i.account_external_id = t.account_external_id
          and i.order_external_id = t.external_id) as items
    from orders t where ${ofAccount(scope)} and ${since("t.updated_at", scope)}
      ${after ? sql`and t.external_id > ${after[0]}` : sql``} order by t.external_id`,
  keyOf: (row) => [row.order_id ?? ""],
  shape: (row) => ({
    ...row,
    total: money(row.total),
    items: listOf(row.items).map(({ price, shipping, tax, discount, ...item }) => ({
      ...item,
      price: money(price),
      shipping: money(shipping),
      tax: money(tax),
      discount: money(discount),
    })),
  }),
};

const inventory: Section = {
  select: (scope, after) => sql`
    select t.sku, t.fnsku, t.asin, t.name, t.condition, t.total, t.fulfillable, t.inbound_working, t.inbound_shipped,
      t.inbound_receiving, t.reserved, t.researching, t.unfulfillable, ${isoOf("t.updated_at")} as updated_at
    from inventory t where ${ofAccount(scope)}
      ${after ? sql`and (t.sku, t.fnsku) > (${after[0]}, ${after[1]})` : sql``} order by t.sku, t.fnsku`,
  keyOf: (row) => [row.sku ?? "", row.fnsku ?? ""],
  shape: (row) => row,
};

const fees: Section = {
  select: (scope, after) => sql`
    select t.external_id as transaction_id, t.kind, t.type, t.status, ${isoOf("t.posted_at")} as posted_at,
      t.order_external_id as order_id, t.sku, t.description, t.currency, t.total_micros::text as total, t.lines
    from fees t where ${ofAccount(scope)} and ${since("t.posted_at", scope)}
      ${after ? sql`and t.external_id > ${after[0]}` : sql``} order by t.external_id`,
  keyOf: (row) => [row.transaction_id ?? ""],
  shape: (row) => ({
    ...row,
    total: money(row.total),
    lines: listOf(row.lines).map(({ group, type, sku, quantity, amountMicros }) => ({
      ...{ group, type, sku, quantity },
      amount: money(amountMicros),
    })),
  }),
};

const claims: Section = {
  select: (scope, after) => sql`
    select t.external_id as claim_id, t.kind, t.rule, t.status, t.order_external_id as order_id, t.shipment_id, t.sku, t.fnsku,
      t.quantity, t.currency, t.amount_micros::text as amount, t.confidence, ${isoOf("t.occurred_at")} as occurred_at,
      t.deadline::text as deadline, t.evidence
    from claims t where ${ofAccount(scope)}
      ${after ? sql`and t.external_id > ${after[0]}` : sql``} order by t.external_id`,
  keyOf: (row) => [row.claim_id ?? ""],
  shape: (row: Row) => ({ ...row, amount: money(row.amount) }),
};

/** What a snapshot holds of a marketplace: orders changed and transactions posted in its days, all stock, all claims. */
export const marketSections: Record<MarketSection, Section> = { orders, inventory, fees, claims };
