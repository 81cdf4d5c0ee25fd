import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, instantNow, workspaceId } from "./columns";
import { jobsPolicy, tenantPolicy } from "./roles";

/** Keys for programs. The key itself is shown once and not stored; revoked ones stay as a record. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid().primaryKey(),
    workspaceId: workspaceId(),
    name: text().notNull(),
    /** SHA-256 of the key, hex: it has 238 random bits, so nothing slower is needed. */
    keyHash: text().notNull().unique(),
    /** Its beginning and end, by which people recognise it. */
    hint: text().notNull(),
    scope: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instantNow(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedBy: text(),
    /** The minute that is being counted, and the calls of it. */
    windowAt: instant(),
    windowCalls: integer().notNull().default(0),
  },
  (table) => [index().on(table.workspaceId, table.id.desc()), tenantPolicy(), jobsPolicy()],
);
