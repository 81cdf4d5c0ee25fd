import type { SQL } from "drizzle-orm";
import type { DayRange } from "@/lib/domain/day";

export type SectionScope = { connectionId: string; accountExternalId: string; range: DayRange };
/** The key of the last row that was read; the next page begins after it. */
export type After = string[] | null;
export type Row = Record<string, string | null>;
export type Section = {
  select: (scope: SectionScope, after: After) => SQL;
  keyOf: (row: Row) => string[];
  shape: (row: Row) => Record<string, unknown>;
};
