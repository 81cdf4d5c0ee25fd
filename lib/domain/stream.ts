import * as z from "zod";

/** What a provider can be asked for. Ads and marketplace differ only in which streams exist. */
export const Stream = z.enum([
  "accounts",
  "campaigns",
  "adsets",
  "ads",
  "creatives",
  "account_metrics",
  "campaign_metrics",
  "ad_metrics",
  "demographics",
  "orders",
  "inventory",
  "fees",
  "claims",
]);
export type Stream = z.infer<typeof Stream>;

/** Streams whose answer depends on a range of days: these can be backfilled. */
export const RangeStream = z.enum(["account_metrics", "campaign_metrics", "ad_metrics", "demographics"]);
export type RangeStream = z.infer<typeof RangeStream>;

export const Lane = z.enum(["today", "warm", "cold", "entities", "demographics"]);
export type Lane = z.infer<typeof Lane>;

/** `backfill` is what a person asked for once; it has no clock. */
export type SliceLane = Lane | "backfill";
