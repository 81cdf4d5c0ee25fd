import {
  type AnyPgColumn,
  bigint,
  customType,
  foreignKey,
  integer,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

export const instant = () => timestamp({ withTimezone: true });
/** Set by the insert where nothing else is given. */
export const instantNow = () => instant().notNull().defaultNow();
export const workspaceId = () => uuid().notNull();
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
/** Micro-units of money, or a count: exact. */
export const measure = () => bigint({ mode: "bigint" });
export const units = () => integer().notNull();

/** Which account of which connection a row is about. */
export const accountColumns = () => ({
  connectionId: uuid().notNull(),
  accountExternalId: text().notNull(),
  workspaceId: workspaceId(),
});

type Owner = { workspaceId: AnyPgColumn; id: AnyPgColumn };

/** The row's owner lives in the row's workspace and takes the row with it. `columns` name the workspace, then the owner. */
export const belongsTo = (owner: Owner, columns: [AnyPgColumn, AnyPgColumn]) =>
  foreignKey({ columns, foreignColumns: [owner.workspaceId, owner.id] }).onDelete("cascade");

/** Money and fractional counts in micro-units, exact; null is "not reported". */
export const measureColumns = () => ({
  spendMicros: measure(),
  revenueMicros: measure(),
  impressions: measure(),
  clicks: measure(),
  visitors: measure(),
  conversionsMicros: measure(),
  leadsMicros: measure(),
  installsMicros: measure(),
  purchasesMicros: measure(),
});

const count = () => integer().notNull().default(0);

/** `fetched = inserted + updated + unchanged + quarantined + duplicates`, asserted when a run ends. */
export const counterColumns = () => ({
  fetched: count(),
  inserted: count(),
  updated: count(),
  unchanged: count(),
  quarantined: count(),
  duplicates: count(),
  deleted: count(),
  revisions: count(),
});
