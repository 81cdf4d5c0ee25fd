import * as z from "zod";

export const AdStream = z.enum([
  "campaigns",
  "adsets",
  "ads",
  "creatives",
  "account_metrics",
  "campaign_metrics",
  "adset_metrics",
  "ad_metrics",
  "demographics",
]);
export type AdStream = z.infer<typeof AdStream>;

export const MarketStream = z.enum([
  "orders",
  "inventory",
  "fees",
  "fee_estimates",
  "stock_movements",
  "returns",
  "reimbursements",
  "inbound_shipments",
]);
export type MarketStream = z.infer<typeof MarketStream>;

/** What a provider can be asked for. Ads and marketplace differ only in which streams exist. */
export const SourceStream = z.enum([...AdStream.options, ...MarketStream.options]);
export type SourceStream = z.infer<typeof SourceStream>;

/** What is worked out from stored rows: no provider has it. */
export const DerivedStream = z.enum(["claims", "reconciliation"]);
export type DerivedStream = z.infer<typeof DerivedStream>;

/** Everything a run can be made of. */
export const Stream = z.enum([...SourceStream.options, ...DerivedStream.options]);
export type Stream = z.infer<typeof Stream>;

/** Streams whose answer depends on a range of days: these can be backfilled. */
export const RangeStream = z.enum([
  "account_metrics",
  "campaign_metrics",
  "adset_metrics",
  "ad_metrics",
  "demographics",
  "orders",
  "fees",
  "stock_movements",
  "returns",
  "reimbursements",
]);
export type RangeStream = z.infer<typeof RangeStream>;

export const Lane = z.enum(["today", "warm", "cold", "deep", "entities", "demographics"]);
export type Lane = z.infer<typeof Lane>;

/** `backfill` is what a person asked for once; it has no clock. */
export type SliceLane = Lane | "backfill";
