import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { belongsTo, instant, instantNow, workspaceId } from "./columns";
import { jobsPolicy, tenantPolicy, workerPolicy } from "./roles";

/** One grant: one login at one provider, with its chosen accounts. */
export const connections = pgTable(
  "connections",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    provider: text().notNull(),
    name: text().notNull(),
    externalUserId: text().notNull(),
    /** `choosing` until a person has chosen what to sync: such a grant syncs nothing and is deleted when forgotten. */
    status: text().notNull().default("active"),
    pausedReason: text(),
    /** `person`, or `failures` when too many syncs in a row failed. */
    pausedBy: text(),
    autoAddAccounts: boolean().notNull().default(true),
    /** Accounts the login saw when somebody last chose among them: others are new. */
    knownAccounts: jsonb().$type<string[]>().notNull().default([]),
    /** The connection somebody meant to reconnect when another login consented. */
    insteadOf: uuid(),
    scopes: jsonb().$type<string[]>().notNull().default([]),
    /** When only a person can go on, by consenting again. */
    consentEndsAt: instant(),
    syncFrequency: text().notNull().default("manual"),
    lastSyncAttemptedAt: instant(),
    lastSyncCompletedAt: instant(),
    lastMetricsChangedAt: instant(),
    totalSyncsAttempted: integer().notNull().default(0),
    totalSyncsWithChanges: integer().notNull().default(0),
    syncStatus: text().notNull().default("idle"),
    lastSyncError: text(),
    lastSyncErrorCode: text(),
    consecutiveFailures: integer().notNull().default(0),
    /** Failed runs in a row that no waiting helps; these pause a connection in the end. */
    blockingFailures: integer().notNull().default(0),
    /** Streams a reset emptied: until a full run has read them again, their rows are no news and get no revisions. */
    reimports: jsonb().$type<string[]>().notNull().default([]),
    /** Lane -> ISO time of its last fully successful run. */
    laneClocks: jsonb().$type<Record<string, string>>().notNull().default({}),
    leaseRunId: text(),
    fence: bigint({ mode: "number" }).notNull().default(0),
    createdAt: instantNow(),
  },
  (table) => [
    unique().on(table.workspaceId, table.id),
    index().on(table.workspaceId, table.provider),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

export const connectionAccounts = pgTable(
  "connection_accounts",
  {
    workspaceId: workspaceId(),
    connectionId: uuid().notNull(),
    externalId: text().notNull(),
    provider: text().notNull(),
    name: text().notNull(),
    currency: text().notNull(),
    timezone: text().notNull(),
    status: text().notNull().default("active"),
    /** How the provider reaches it, in its own words: asked once, known to every process. */
    route: text(),
    selected: boolean().notNull().default(true),
    lastSyncedAt: instant(),
    lastError: text(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.externalId] }),
    unique("one_connection_per_account").on(table.workspaceId, table.provider, table.externalId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Sealed tokens; the worker role alone may read them. */
export const connectionSecrets = pgTable(
  "connection_secrets",
  {
    connectionId: uuid().primaryKey(),
    workspaceId: workspaceId(),
    accessToken: text().notNull(),
    refreshToken: text(),
    tokenVersion: integer().notNull().default(1),
    expiresAt: instant(),
    refreshedAt: instantNow(),
    /** Who renews the token now, and until when nobody else may start. */
    renewalId: uuid(),
    noRenewalUntil: instant(),
  },
  (table) => [belongsTo(connections, [table.workspaceId, table.connectionId]), workerPolicy(), jobsPolicy()],
);

/** When each connection is due. Narrow and apart from `connections`, so that a tick touches few pages. */
export const syncSchedule = pgTable(
  "sync_schedule",
  {
    connectionId: uuid().primaryKey(),
    workspaceId: workspaceId(),
    everySeconds: integer(),
    nextSyncAt: instant(),
    priority: integer().notNull().default(0),
    /** Seconds into the interval at which this connection runs: spreads the load. */
    phaseSeconds: integer().notNull().default(0),
    /** Set while failed runs slow the schedule down. */
    backedOffUntil: instant(),
  },
  (table) => [
    index("sync_schedule_due").on(table.nextSyncAt).where(sql`next_sync_at is not null`),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);
