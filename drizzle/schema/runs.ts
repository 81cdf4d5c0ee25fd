import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
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
import { belongsTo, counterColumns, instant, instantNow, workspaceId } from "./columns";
import { connections } from "./connections";
import { jobsPolicy, tenantPolicy } from "./roles";

export const syncRuns = pgTable(
  "sync_runs",
  {
    id: text().primaryKey(),
    workspaceId: workspaceId(),
    connectionId: uuid().notNull(),
    trigger: text().notNull(),
    mode: text().notNull(),
    status: text().notNull().default("queued"),
    step: text().notNull().default("queued"),
    detail: text().notNull().default("Waiting to start"),
    progress: real().notNull().default(0),
    ...counterColumns(),
    apiCalls: integer().notNull().default(0),
    errorCode: text(),
    errorMessage: text(),
    errorFix: text(),
    actor: text().notNull(),
    fence: bigint({ mode: "number" }).notNull().default(0),
    seq: integer().notNull().default(0),
    /** Which call of the durable function goes on with the run; larger plans take more than one. */
    part: integer().notNull().default(1),
    /** Executors lost in a row without progress, and how far the run's events were when the last one was. */
    setbacks: integer().notNull().default(0),
    seqAtSetback: integer().notNull().default(0),
    lanes: jsonb().$type<string[]>().notNull().default([]),
    /** What a person asked for instead of the usual plan: a range of days, or the failed slices of a run. */
    scope: jsonb().$type<Record<string, unknown>>(),
    inngestRunId: text(),
    parentRunId: text(),
    waitingUntil: instant(),
    heartbeatAt: instant(),
    queuedAt: instantNow(),
    startedAt: instant(),
    completedAt: instant(),
    ordersProcessed: integer().notNull().default(0),
    totalOrders: integer().notNull().default(0),
    claimsDetected: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex("one_active_run_per_connection")
      .on(table.connectionId)
      .where(sql`status in ('queued', 'running', 'cancelling')`),
    index("sync_runs_history").on(table.workspaceId, table.id.desc()),
    index("sync_runs_of_connection").on(table.connectionId, table.id.desc()),
    index("sync_runs_of_parent").on(table.parentRunId).where(sql`parent_run_id is not null`),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** The plan of a run: the waterfall, the progress denominator and the unit of retry. */
export const syncSlices = pgTable(
  "sync_slices",
  {
    runId: text()
      .notNull()
      .references(() => syncRuns.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    workspaceId: workspaceId(),
    phase: text().notNull(),
    lane: text().notNull(),
    stream: text().notNull(),
    accountExternalId: text().notNull(),
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    /** Reads only what the vendor changed from then on. */
    since: instant(),
    status: text().notNull().default("pending"),
    attempt: integer().notNull().default(0),
    ...counterColumns(),
    apiCalls: integer().notNull().default(0),
    waitingUntil: instant(),
    /** Of the time since it started, how much a quota took: each wait as long as it was announced. */
    waitedMs: bigint({ mode: "number" }).notNull().default(0),
    errorCode: text(),
    errorMessage: text(),
    queuedAt: instant().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.position] }),
    index("failed_slices").on(table.accountExternalId, table.stream).where(sql`status = 'failed'`),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** What a run said, in order; `seq` is allocated under the run's row lock, so no reader can miss one. */
export const syncEvents = pgTable(
  "sync_events",
  {
    runId: text()
      .notNull()
      .references(() => syncRuns.id, { onDelete: "cascade" }),
    seq: integer().notNull(),
    workspaceId: workspaceId(),
    at: instantNow(),
    step: text().notNull(),
    detail: text().notNull(),
    progress: real().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.seq] }),
    index().on(table.at),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** Where a listing stands. `version` rises by one a page: two writers cannot both be right. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    connectionId: uuid().notNull(),
    stream: text().notNull(),
    partition: text().notNull(),
    workspaceId: workspaceId(),
    runId: text().notNull(),
    cursor: text(),
    version: integer().notNull().default(0),
    pages: integer().notNull().default(0),
    complete: boolean().notNull().default(false),
    updatedAt: instantNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.stream, table.partition] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
    jobsPolicy(),
  ],
);

/** Up to when a stream of an account is known, by the vendor's own word: the next reading may ask for what is newer. */
export const watermarks = pgTable(
  "watermarks",
  {
    connectionId: uuid().notNull(),
    accountExternalId: text().notNull(),
    stream: text().notNull(),
    workspaceId: workspaceId(),
    asOf: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.accountExternalId, table.stream] }),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** Keys of each page of a listing that takes more than one; they tell at its end what has vanished. */
export const pageKeys = pgTable(
  "page_keys",
  {
    runId: text()
      .notNull()
      .references(() => syncRuns.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    page: integer().notNull(),
    workspaceId: workspaceId(),
    keys: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.position, table.page] }),
    tenantPolicy(),
    jobsPolicy(),
  ],
);
