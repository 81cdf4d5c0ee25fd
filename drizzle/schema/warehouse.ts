import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, workspaceId } from "./columns";
import { connections } from "./connections";
import { tenantPolicy } from "./roles";

const units = () => integer().notNull();
const changedAt = () => instant().notNull().defaultNow();

const ownerColumns = () => ({
  connectionId: uuid().notNull(),
  accountExternalId: text().notNull(),
  workspaceId: workspaceId(),
});

/** The warehouses' ledger. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    ...ownerColumns(),
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
    changedAt: changedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("stock_movements_days").on(table.connectionId, table.accountExternalId, table.day),
    foreignKey({
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);

export const customerReturns = pgTable(
  "customer_returns",
  {
    ...ownerColumns(),
    externalId: text().notNull(),
    returnedAt: instant().notNull(),
    orderExternalId: text().notNull(),
    sku: text().notNull(),
    fnsku: text(),
    quantity: units(),
    disposition: text().notNull(),
    reason: text().notNull(),
    changedAt: changedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    index("customer_returns_of_order").on(table.connectionId, table.orderExternalId),
    foreignKey({
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);

export const reimbursements = pgTable(
  "reimbursements",
  {
    ...ownerColumns(),
    externalId: text().notNull(),
    kind: text().notNull(),
    type: text().notNull(),
    approvedAt: instant().notNull(),
    caseId: text(),
    orderExternalId: text(),
    sku: text(),
    fnsku: text(),
    currency: text().notNull(),
    amountMicros: bigint({ mode: "bigint" }).notNull(),
    quantityCash: units(),
    quantityReplaced: units(),
    originalExternalId: text(),
    changedAt: changedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.externalId] }),
    foreignKey({
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);

export const inboundItems = pgTable(
  "inbound_items",
  {
    ...ownerColumns(),
    shipmentId: text().notNull(),
    sku: text().notNull(),
    fnsku: text(),
    status: text().notNull(),
    quantityShipped: units(),
    quantityReceived: units(),
    closedAt: instant(),
    /** When we first saw it closed: vendors may not say when that was. */
    closedSeenAt: instant(),
    changedAt: changedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.shipmentId, table.sku] }),
    foreignKey({
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);
