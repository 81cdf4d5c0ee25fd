import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountColumns, belongsTo, instant, instantNow, measure, units } from "./columns";
import { connections } from "./connections";
import { tenantPolicy } from "./roles";

/** The warehouses' ledger. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    kind: text().notNull(),
    fnsku: text().notNull(),
    sku: text(),
    asin: text(),
    referenceId: text(),
    quantity: units(),
    centre: text().notNull(),
    disposition: text().notNull(),
    reason: text().notNull(),
    reconciled: integer(),
    unreconciled: integer(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("stock_movements_days").on(table.connectionId, table.accountExternalId, table.day),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

export const customerReturns = pgTable(
  "customer_returns",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    returnedAt: instant().notNull(),
    orderExternalId: text().notNull(),
    sku: text().notNull(),
    fnsku: text(),
    quantity: units(),
    disposition: text().notNull(),
    reason: text().notNull(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("customer_returns_of_order").on(table.connectionId, table.orderExternalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

export const reimbursements = pgTable(
  "reimbursements",
  {
    ...accountColumns(),
    externalId: text().notNull(),
    kind: text().notNull(),
    type: text().notNull(),
    approvedAt: instant().notNull(),
    caseId: text(),
    orderExternalId: text(),
    sku: text(),
    fnsku: text(),
    currency: text().notNull(),
    amountMicros: measure().notNull(),
    quantityCash: units(),
    quantityReplaced: units(),
    originalExternalId: text(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

export const inboundItems = pgTable(
  "inbound_items",
  {
    ...accountColumns(),
    shipmentId: text().notNull(),
    sku: text().notNull(),
    fnsku: text(),
    status: text().notNull(),
    quantityShipped: units(),
    quantityReceived: units(),
    closedAt: instant(),
    /** When we first saw it closed: vendors may not say when that was. */
    closedSeenAt: instant(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.shipmentId, table.sku] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);
