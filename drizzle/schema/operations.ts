import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, workspaceId } from "./columns";
import { jobsPolicy, tenantPolicy } from "./roles";

/** Calls per scope and minute: 60 rows are the sliding hour. Scopes are the provider's, across workspaces. */
export const apiBudget = pgTable(
  "api_budget",
  { scope: text().notNull(), minute: instant().notNull(), calls: integer().notNull() },
  (table) => [primaryKey({ columns: [table.scope, table.minute] })],
);

/** What a scope's answers taught us; its row is the lock under which calls are spent. */
export const budgetLimits = pgTable("budget_limits", {
  scope: text().primaryKey(),
  suspendedUntil: instant(),
  usedPercent: real(),
  observedAt: instant(),
});

/** Events written with the facts they tell of, and sent after the commit. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    eventId: text().notNull(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull().defaultNow(),
    dispatchedAt: instant(),
    attempts: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex().on(table.eventId),
    index("outbox_waiting").on(table.createdAt).where(sql`dispatched_at is null`),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** Who did what; rows can be added and read, not changed. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    actor: text().notNull(),
    action: text().notNull(),
    target: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    at: instant().notNull().defaultNow(),
  },
  (table) => [index().on(table.workspaceId, table.at.desc()), tenantPolicy()],
);
