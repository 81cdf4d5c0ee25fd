import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { belongsTo, instant, instantNow, measure, measureColumns, workspaceId } from "./columns";
import { connections } from "./connections";
import { jobsPolicy, tenantPolicy } from "./roles";

export const entities = pgTable(
  "entities",
  {
    connectionId: uuid().notNull(),
    kind: text().notNull(),
    externalId: text().notNull(),
    workspaceId: workspaceId(),
    accountExternalId: text().notNull(),
    parentExternalId: text(),
    name: text().notNull(),
    status: text().notNull(),
    attributes: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    firstSeenAt: instantNow(),
    changedAt: instantNow(),
    deletedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.kind, table.externalId] }),
    index().on(table.connectionId, table.accountExternalId, table.kind),
    // The kind comes last: with stale statistics the planner may look rows up by a prefix of the primary key here.
    index("entities_children").on(table.connectionId, table.parentExternalId, table.kind),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** One entity's numbers of one account day. No index on what changes: updates stay in their page. */
export const dailyMetrics = pgTable(
  "daily_metrics",
  {
    connectionId: uuid().notNull(),
    level: text().notNull(),
    entityExternalId: text().notNull(),
    date: date({ mode: "string" }).notNull(),
    workspaceId: workspaceId(),
    accountExternalId: text().notNull(),
    ...measureColumns(),
    profitMicros: measure().generatedAlwaysAs(sql`revenue_micros - spend_micros`),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.level, table.entityExternalId, table.date] }),
    // Holds the whole key: with stale statistics the planner may look rows up here instead of in the primary key.
    index("daily_metrics_days").on(table.connectionId, table.level, table.date, table.entityExternalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Every change of a stored number. Partitioned by month of `observed_at` (see the migration). */
export const metricRevisions = pgTable(
  "metric_revisions",
  {
    id: uuid().notNull(),
    workspaceId: workspaceId(),
    connectionId: uuid().notNull(),
    level: text().notNull(),
    entityExternalId: text().notNull(),
    date: date({ mode: "string" }).notNull(),
    metric: text().notNull(),
    oldValue: measure(),
    newValue: measure(),
    runId: text().notNull(),
    cause: text().notNull(),
    /** Account days between the day and the moment it was seen. */
    ageDays: integer().notNull(),
    observedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.observedAt, table.id] }),
    index().on(table.connectionId, table.entityExternalId, table.date),
    index().on(table.workspaceId, table.observedAt.desc()),
    tenantPolicy(),
  ],
);

/** Numbers of an audience segment over a calendar month of the account (the last one up to `to_day`). */
export const demographics = pgTable(
  "demographics",
  {
    connectionId: uuid().notNull(),
    accountExternalId: text().notNull(),
    dimension: text().notNull(),
    value: text().notNull(),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    workspaceId: workspaceId(),
    ...measureColumns(),
    changedAt: instantNow(),
  },
  (table) => [
    primaryKey({
      columns: [table.connectionId, table.accountExternalId, table.dimension, table.value, table.fromDay],
    }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Rows that could not be used, with the reason; resolved when the same key lands again. */
export const quarantine = pgTable(
  "quarantine",
  {
    connectionId: uuid().notNull(),
    stream: text().notNull(),
    naturalKey: text().notNull(),
    workspaceId: workspaceId(),
    /** The account and days that were asked for when it came; unknown of rows that are older than these columns. */
    accountExternalId: text(),
    fromDay: date({ mode: "string" }),
    toDay: date({ mode: "string" }),
    field: text(),
    reason: text().notNull(),
    excerpt: text().notNull(),
    runId: text().notNull(),
    firstSeenAt: instantNow(),
    lastSeenAt: instantNow(),
    resolvedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.stream, table.naturalKey] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** Deletions we doubt: a complete listing shrank so much that a person has to say it is right. */
export const heldDeletions = pgTable(
  "held_deletions",
  {
    connectionId: uuid().notNull(),
    accountExternalId: text().notNull(),
    kind: text().notNull(),
    workspaceId: workspaceId(),
    /** How many would be marked deleted. */
    missing: integer().notNull(),
    runId: text().notNull(),
    heldSince: instant().notNull(),
    lastSeenAt: instant().notNull(),
    /** How many a person agreed to; the next complete listing may mark as many and not more. */
    accepted: integer().notNull().default(0),
    acceptedBy: text(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.kind] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);
