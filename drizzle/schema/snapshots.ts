import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { belongsTo, bytes, instant, workspaceId } from "./columns";
import { connections } from "./connections";
import { tenantPolicy } from "./roles";
import { syncRuns } from "./runs";

/** What a connection held at the end of a run that changed something: gzip JSON. The newest few are kept. */
export const snapshots = pgTable(
  "snapshots",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    connectionId: uuid().notNull(),
    runId: text().notNull(),
    bytes: bytes().notNull(),
    sizeBytes: integer().notNull(),
    sha256: text().notNull(),
    /** Section -> rows. */
    rowCounts: jsonb().$type<Record<string, number>>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique("one_snapshot_per_run").on(table.connectionId, table.runId),
    belongsTo(connections, [table.workspaceId, table.connectionId]),
    tenantPolicy(),
  ],
);

/** A snapshot while it is assembled: compressed pieces in order, each with where the next one begins. */
export const snapshotParts = pgTable(
  "snapshot_parts",
  {
    runId: text()
      .notNull()
      .references(() => syncRuns.id, { onDelete: "cascade" }),
    part: integer().notNull(),
    workspaceId: workspaceId(),
    connectionId: uuid().notNull(),
    bytes: bytes().notNull(),
    next: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.part] }), tenantPolicy()],
);
