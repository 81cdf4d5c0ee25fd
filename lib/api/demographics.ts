import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { DaysQuery } from "./export";
import { Numbers } from "./numbers";

export const DemographicsQuery = DaysQuery.safeExtend({
  connectionId: z.string(),
  /** `age`, `gender`, `age_gender`, `job_function` and so on; all of them when left out. */
  dimension: z.string().max(100).optional(),
  /** Values told apart per dimension and currency, those with most spend; the rest are one row. */
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
export type DemographicsQuery = z.infer<typeof DemographicsQuery>;

/** Sums over the covered months of all accounts of a currency. */
export const DemographicRow = Numbers.pick({
  spend: true,
  impressions: true,
  clicks: true,
  conversions: true,
}).extend({
  dimension: z.string(),
  /** As the provider names it, `25-34|female` where two are crossed; null for the rest beyond the limit. */
  value: z.string().nullable(),
  /** How many values the row sums. */
  values: z.number().int(),
  /** Rows are never summed across currencies. */
  currency: z.string(),
});
export type DemographicRow = z.infer<typeof DemographicRow>;

/** What is kept of a month: its days up to when it was last read, of so many accounts. */
export const DemographicMonth = z.object({
  currency: z.string(),
  from: Day,
  to: Day,
  accounts: z.number().int(),
});
export type DemographicMonth = z.infer<typeof DemographicMonth>;

export const DemographicsResponse = z.object({
  /** The days asked for. Audiences are kept by calendar month: each month with one of these days counts whole. */
  from: z.string(),
  to: z.string(),
  /** What the sums cover. */
  months: z.array(DemographicMonth),
  rows: z.array(DemographicRow),
});
export type DemographicsResponse = z.infer<typeof DemographicsResponse>;
