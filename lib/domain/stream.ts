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

export const Lane = z.enum(["today", "warm", "cold", "entities", "demographics"]);
export type Lane = z.infer<typeof Lane>;
