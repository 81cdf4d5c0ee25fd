import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { belongsTo, instant, instantNow, workspaceId } from "./columns";
import { jobsPolicy, tenantPolicy, workerPolicy } from "./roles";

/** Addresses of customers that are told of events. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    url: text().notNull(),
    name: text().notNull(),
    events: jsonb().$type<string[]>().notNull(),
    /** Tells of a finished sync only when it changed a number. */
    onlyWhenChanged: boolean().notNull().default(true),
    status: text().notNull().default("active"),
    /** `person`, or `failures` and `gone` when we stopped by ourselves. */
    disabledBy: text(),
    disabledAt: instant(),
    /** Since when every attempt has failed. */
    failingSince: instant(),
    lastSuccessAt: instant(),
    createdBy: text().notNull(),
    createdAt: instantNow(),
  },
  (table) => [unique().on(table.workspaceId, table.id), tenantPolicy(), jobsPolicy()],
);

/** Sealed signing secrets; the worker role alone may read them. After a rotation both sign for a while. */
export const webhookSecrets = pgTable(
  "webhook_secrets",
  {
    endpointId: uuid().primaryKey(),
    workspaceId: workspaceId(),
    sealed: text().notNull(),
    previousSealed: text(),
    previousUntil: instant(),
    rotatedAt: instantNow(),
  },
  (table) => [belongsTo(webhookEndpoints, [table.workspaceId, table.endpointId]), workerPolicy()],
);

/** One message for one endpoint, written with the fact it tells of; its id is the `webhook-id` of every attempt. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    endpointId: uuid().notNull(),
    type: text().notNull(),
    /** What it tells of; the same fact is told to an endpoint once. */
    factKey: text().notNull(),
    body: text().notNull(),
    status: text().notNull().default("pending"),
    /** Rises by one with each resend: attempts of an earlier round end. */
    round: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    lastStatus: integer(),
    lastError: text(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    unique("one_delivery_per_fact").on(table.endpointId, table.factKey),
    unique().on(table.workspaceId, table.id),
    index("webhook_deliveries_newest").on(table.workspaceId, table.endpointId, table.id.desc()),
    index("webhook_deliveries_waiting").on(table.status, table.nextAttemptAt),
    belongsTo(webhookEndpoints, [table.workspaceId, table.endpointId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** What each attempt was answered. */
export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    deliveryId: text().notNull(),
    attempt: integer().notNull(),
    workspaceId: workspaceId(),
    at: instant().notNull(),
    durationMs: integer().notNull(),
    status: integer(),
    excerpt: text(),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.deliveryId, table.attempt] }),
    belongsTo(webhookDeliveries, [table.workspaceId, table.deliveryId]),
    tenantPolicy(),
  ],
);
