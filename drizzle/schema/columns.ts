import { bigint, customType, integer, timestamp, uuid } from "drizzle-orm/pg-core";

export const instant = () => timestamp({ withTimezone: true });
export const workspaceId = () => uuid().notNull();
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const measure = () => bigint({ mode: "bigint" });

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
