import { sql } from "drizzle-orm";
import {
  date,
  doublePrecision,
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
import { belongsTo, instant, instantNow, workspaceId } from "./columns";
import { connections } from "./connections";
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
  /** Calls left in the scope's bucket at `filled_at`; null is a full bucket. */
  tokens: doublePrecision(),
  filledAt: instant(),
  /** Calls of the UTC day `spent_on`. */
  spentOn: date({ mode: "string" }),
  spentToday: integer(),
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
    createdAt: instantNow(),
    /** Until then somebody is sending it; nobody else does. */
    claimedUntil: instant(),
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
    actorType: text().notNull().default("user"),
    actorId: text(),
    action: text().notNull(),
    target: text(),
    /** What the target was called then: it may be gone by the time somebody reads this. */
    targetName: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Where the request came from, where the platform tells. */
    ip: text(),
    userAgent: text(),
    at: instantNow(),
  },
  (table) => [
    index().on(table.workspaceId, table.at.desc()),
    index("audit_log_newest").on(table.workspaceId, table.id.desc()),
    tenantPolicy(),
  ],
);

/** What needs somebody's attention: opened once when it begins, resolved when it ends. */
export const alerts = pgTable(
  "alerts",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    /** Null where it is not about a connection. */
    connectionId: uuid(),
    kind: text().notNull(),
    severity: text().notNull(),
    /** One open alert per key. */
    groupKey: text().notNull(),
    title: text().notNull(),
    detail: text().notNull(),
    fix: text(),
    openedAt: instant().notNull(),
    resolvedAt: instant(),
    acknowledgedAt: instant(),
    acknowledgedBy: text(),
    /** When its opening was handed to the webhooks that listen; its end is told to nobody who was not told of it. */
    notifiedAt: instant(),
  },
  (table) => [
    uniqueIndex("one_open_alert_per_key")
      .on(table.workspaceId, table.groupKey)
      .where(sql`resolved_at is null`),
    index().on(table.workspaceId, table.id.desc()),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);
