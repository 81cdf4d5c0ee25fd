import { createHash } from "node:crypto";
import type { Secret } from "@/lib/core/secret";
import type { BudgetScope, Limits } from "../contract";
import { readEnv } from "./env";

// LinkedIn publishes no numbers: it counts calls per day, endpoint, app and member, and tells nobody how many are left.
// The ledger counts freely unless the operator sets the daily numbers; a refusal shuts the scope until midnight UTC.
const uncounted = 1_000_000;
const perDay = (calls: number | null) => (calls === null ? {} : { callsPerDay: calls });

/** The resource whose daily allowance pays, e.g. `adAnalytics`. */
export type Endpoint =
  | "adAccounts"
  | "adAccountUsers"
  | "adCampaignGroups"
  | "adCampaigns"
  | "creatives"
  | "adAnalytics"
  | "adTargetingEntities"
  | "posts"
  | "images"
  | "videos";

export const appScope = (endpoint: Endpoint): BudgetScope => ({
  key: `linkedin:app:${endpoint}`,
  callsPerHour: uncounted,
  ...perDay(readEnv().appCallsPerDay),
});

/** A member is known by the digest of a token: no call tells who a token belongs to. */
export const memberKey = (token: Secret) =>
  createHash("sha256").update(token.reveal()).digest("hex").slice(0, 16);

export const memberScope = (token: Secret, endpoint: Endpoint): BudgetScope => ({
  key: `linkedin:member:${memberKey(token)}:${endpoint}`,
  callsPerHour: uncounted,
  ...perDay(readEnv().memberCallsPerDay),
});

/** One call a second on average keeps an account far from LinkedIn's unpublished limits on bursts. */
const accountCallsPerHour = 3_600;

export const accountScope = (accountExternalId: string): BudgetScope => ({
  key: `linkedin:account:${accountExternalId}`,
  callsPerHour: accountCallsPerHour,
});

export const limits: Limits = {
  firstSyncDays: 90,
  // Conversions are booked on the day of the click or view; the usual window is 30 days.
  restatementDays: 30,
  // Days further back are rounded to months.
  historyDays: 180,
  // What does not fit into the 15,000 rows of an answer is asked again in weeks, days and parts of a day.
  sliceDays: {
    account_metrics: 30,
    campaign_metrics: 30,
    adset_metrics: 30,
    ad_metrics: 30,
    demographics: 31,
  },
  // Daily allowances are unpublished, so realtime is not offered.
  minimumPollSeconds: 300,
  // One for each kind of audience; names that are new are looked up on top.
  sliceCalls: (stream) => (stream === "demographics" ? 8 : 1),
  accountCallsPerHour,
};

export const pageSize = { accounts: 500, entities: 500, creatives: 100, users: 100 };

/** LinkedIn cuts longer answers silently: this many rows mean that some may be missing. */
export const mostRows = 15_000;
/** Names in `fields`, `dateRange` and `pivotValues` included. */
export const mostFields = 20;
/** URNs looked up in one question. */
export const urnsPerLookup = 50;
/** Longer query strings are sent as the body of a POST. */
export const longestQuery = 4_000;
