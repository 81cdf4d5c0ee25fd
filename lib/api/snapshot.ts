import * as z from "zod";
import { Day } from "@/lib/domain/day";
import {
  SnapshotClaim,
  SnapshotFee,
  SnapshotInventory,
  SnapshotOrder,
  snapshotMarketSections,
} from "./snapshot-market";

/** Exact: money in the account's currency, and counts a provider may report in fractions. */
const Decimal = z.string().regex(/^-?\d+\.\d{2,6}$/);
/** A number, or its digits where a number would lose some. */
const Count = z.union([z.int(), z.string().regex(/^-?\d{16,19}$/)]);

/** Null: the provider does not report it. */
const Numbers = z.strictObject({
  spend: Decimal.nullable(),
  revenue: Decimal.nullable(),
  profit: Decimal.nullable(),
  impressions: Count.nullable(),
  clicks: Count.nullable(),
  visitors: Count.nullable(),
  conversions: Decimal.nullable(),
  leads: Decimal.nullable(),
  installs: Decimal.nullable(),
  purchases: Decimal.nullable(),
});

export const SnapshotEntity = z.strictObject({
  external_id: z.string().min(1),
  parent_external_id: z.string().nullable(),
  name: z.string(),
  status: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  deleted_at: z.iso.datetime().nullable(),
});
export type SnapshotEntity = z.infer<typeof SnapshotEntity>;

export const SnapshotMetric = Numbers.extend({ entity_id: z.string().min(1), day: Day });
export type SnapshotMetric = z.infer<typeof SnapshotMetric>;

export const SnapshotDemographic = Numbers.extend({
  dimension: z.string().min(1),
  value: z.string().min(1),
  from: Day,
  to: Day,
});
export type SnapshotDemographic = z.infer<typeof SnapshotDemographic>;

/** An account's lists, in the order they are written; the last ones of a marketplace alone. */
export const snapshotSections = {
  campaigns: SnapshotEntity,
  adsets: SnapshotEntity,
  ads: SnapshotEntity,
  creatives: SnapshotEntity,
  account_metrics: SnapshotMetric,
  campaign_metrics: SnapshotMetric,
  adset_metrics: SnapshotMetric,
  ad_metrics: SnapshotMetric,
  demographics: SnapshotDemographic,
  ...snapshotMarketSections,
} as const;
export type SnapshotSection = keyof typeof snapshotSections;

/** An account without its lists. `from` and `to` are the account's days the metrics span. */
export const SnapshotAccountHead = z.strictObject({
  external_id: z.string().min(1),
  name: z.string(),
  currency: z.string(),
  timezone: z.string(),
  status: z.string(),
  from: Day,
  to: Day,
});

export const SnapshotAccount = SnapshotAccountHead.extend({
  campaigns: z.array(SnapshotEntity),
  adsets: z.array(SnapshotEntity),
  ads: z.array(SnapshotEntity),
  creatives: z.array(SnapshotEntity),
  account_metrics: z.array(SnapshotMetric),
  campaign_metrics: z.array(SnapshotMetric),
  adset_metrics: z.array(SnapshotMetric),
  ad_metrics: z.array(SnapshotMetric),
  demographics: z.array(SnapshotDemographic),
  // Of a marketplace alone.
  orders: z.array(SnapshotOrder).optional(),
  inventory: z.array(SnapshotInventory).optional(),
  fees: z.array(SnapshotFee).optional(),
  claims: z.array(SnapshotClaim).optional(),
});

export const SnapshotHead = z.strictObject({
  version: z.literal(1),
  generated_at: z.iso.datetime(),
  provider: z.string(),
});

/** Everything a connection held at one moment, without a word about us: no workspace, connection or run. */
export const Snapshot = SnapshotHead.extend({ accounts: z.array(SnapshotAccount) });
export type Snapshot = z.infer<typeof Snapshot>;

export const SnapshotQuery = z.object({
  /** The run whose snapshot it is; the newest when left out. */
  syncId: z.string().optional(),
  /** `1`: as a file. */
  download: z.enum(["0", "1"]).default("0"),
});
export type SnapshotQuery = z.infer<typeof SnapshotQuery>;
