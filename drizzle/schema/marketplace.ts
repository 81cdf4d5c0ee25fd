import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accountColumns, belongsTo, instant, instantNow, measure, units } from "./columns";
import { connections } from "./connections";
import { tenantPolicy } from "./roles";

/** Nothing here says who bought: no name, address or message is ever read. */
export const orders = pgTable(
  "orders",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    status: text().notNull(),
    fulfilledBy: text().notNull(),
    salesChannel: text().notNull(),
    purchasedAt: instant().notNull(),
    updatedAt: instant().notNull(),
    currency: text().notNull(),
    totalMicros: measure(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("orders_newest").on(table.workspaceId, table.purchasedAt.desc(), table.externalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

export const orderItems = pgTable(
  "order_items",
  {
    ...accountColumns(),
    orderExternalId: text().notNull(),
    externalId: text().notNull(),
    sku: text(),
    asin: text(),
    title: text().notNull(),
    quantityOrdered: units(),
    quantityShipped: units(),
    currency: text().notNull(),
    itemPriceMicros: measure(),
    shippingPriceMicros: measure(),
    taxMicros: measure(),
    discountMicros: measure(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.accountExternalId, table.orderExternalId, table.externalId],
    }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Units of each listing; one that a complete listing no longer shows has zero of everything and stays. */
export const inventory = pgTable(
  "inventory",
  {
    ...accountColumns(),
    sku: text().notNull(),
    fnsku: text().notNull(),
    asin: text(),
    condition: text().notNull(),
    name: text().notNull(),
    total: units(),
    fulfillable: units(),
    inboundWorking: units(),
    inboundShipped: units(),
    inboundReceiving: units(),
    reserved: units(),
    researching: units(),
    unfulfillable: units(),
    updatedAt: instant(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.sku, table.fnsku] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Financial transactions. `lines` is the breakdown, amounts as decimal strings of micros. */
export const fees = pgTable(
  "fees",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    kind: text().notNull(),
    type: text().notNull(),
    status: text().notNull(),
    postedAt: instant().notNull(),
    orderExternalId: text(),
    sku: text(),
    description: text().notNull(),
    currency: text().notNull(),
    totalMicros: measure().notNull(),
    lines: jsonb().$type<Record<string, unknown>[]>().notNull(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("fees_newest").on(table.workspaceId, table.postedAt.desc(), table.externalId),
    index("fees_of_order").on(table.connectionId, table.orderExternalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

export const feeEstimates = pgTable(
  "fee_estimates",
  {
    ...accountColumns(),
    sku: text().notNull(),
    fnsku: text(),
    asin: text(),
    currency: text().notNull(),
    priceMicros: measure(),
    referralFeeMicros: measure(),
    fulfilmentFeeMicros: measure(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.sku] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** What rules made of the rows above. A claim stays when it is over: its status says how. */
export const claims = pgTable(
  "claims",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    kind: text().notNull(),
    rule: text().notNull(),
    orderExternalId: text(),
    shipmentId: text(),
    sku: text(),
    fnsku: text(),
    quantity: units(),
    currency: text().notNull(),
    amountMicros: measure(),
    confidence: integer().notNull(),
    occurredAt: instant().notNull(),
    deadline: date({ mode: "string" }).notNull(),
    status: text().notNull(),
    evidence: jsonb().$type<Record<string, unknown>[]>().notNull(),
    detectedAt: instantNow(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("claims_by_deadline").on(table.workspaceId, table.status, table.deadline, table.externalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** A workspace's own thresholds; without a row the defaults hold. */
export const claimSettings = pgTable(
  "claim_settings",
  {
    workspaceId: uuid().primaryKey(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    updatedBy: text().notNull(),
    updatedAt: instantNow(),
  },
  () => [tenantPolicy()],
);

/** Orders of a month against the transactions posted for them, and why the two differ. */
export const orderReconciliations = pgTable(
  "order_reconciliations",
  {
    ...accountColumns(),
    currency: text().notNull(),
    month: date({ mode: "string" }).notNull(),
    orders: integer().notNull(),
    orderMicros: measure().notNull(),
    postedMicros: measure().notNull(),
    /** Reason -> orders and micros of the gap it explains. */
    reasons: jsonb().$type<Record<string, { orders: number; micros: string }>>().notNull(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.accountExternalId, table.currency, table.month],
    }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);
