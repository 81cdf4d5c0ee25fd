import * as z from "zod";
import { isStorable } from "@/lib/core/text";
import { Day } from "./day";

export const Level = z.enum(["account", "campaign", "adset", "ad"]);
export type Level = z.infer<typeof Level>;

/** The tree of levels: what an entity is part of, and what is part of it. A campaign is the top. */
export const levelAbove: Record<Level, Level | null> = {
  account: null,
  campaign: null,
  adset: "campaign",
  ad: "adset",
};
export const levelBelow: Record<Level, Level | null> = {
  account: null,
  campaign: "adset",
  adset: "ad",
  ad: null,
};

/** Names of the stored numbers. Money and fractional counts are micro-units (1 = 1_000_000). */
export const measures = [
  "spendMicros",
  "revenueMicros",
  "impressions",
  "clicks",
  "visitors",
  "conversionsMicros",
  "leadsMicros",
  "installsMicros",
  "purchasesMicros",
] as const;

/** Postgres bigint: the driver, the wire and JS arithmetic stay exact. */
const Count = z
  .bigint()
  .min(-(2n ** 63n))
  .max(2n ** 63n - 1n);

const Measures = z.object({
  spendMicros: Count.nullable(),
  revenueMicros: Count.nullable(),
  impressions: Count.nullable(),
  clicks: Count.nullable(),
  visitors: Count.nullable(),
  conversionsMicros: Count.nullable(),
  leadsMicros: Count.nullable(),
  installsMicros: Count.nullable(),
  purchasesMicros: Count.nullable(),
});
export type Measures = z.infer<typeof Measures>;

const storable = "holds a character Postgres cannot store";
const ExternalId = z.string().min(1).max(512).refine(isStorable, storable);

/** One entity's numbers of one account day; null means the provider does not report the measure. */
export const DailyMetric = Measures.extend({
  level: Level,
  externalId: ExternalId,
  accountExternalId: ExternalId,
  day: Day,
});
export type DailyMetric = z.infer<typeof DailyMetric>;

/** Numbers of one audience segment over a range of days. `value` reads e.g. `25-34|female`. */
export const DemographicMetric = Measures.extend({
  accountExternalId: ExternalId,
  dimension: z.string().min(1).refine(isStorable, storable),
  value: z.string().min(1).max(200).refine(isStorable, storable),
  from: Day,
  to: Day,
});
export type DemographicMetric = z.infer<typeof DemographicMetric>;

export const noMeasures: Measures = {
  spendMicros: null,
  revenueMicros: null,
  impressions: null,
  clicks: null,
  visitors: null,
  conversionsMicros: null,
  leadsMicros: null,
  installsMicros: null,
  purchasesMicros: null,
};
