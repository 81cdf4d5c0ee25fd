import type { BudgetScope, Limits } from "../contract";

/** One ad account's calls, whatever the endpoint: a throttle on one of them hits them all. */
export const accountScope = (accountExternalId: string): BudgetScope => ({
  key: `meta:account:${accountExternalId}`,
  callsPerHour: 200,
});

// Meta allows an app 200 calls per daily user and hour and tells nobody the number of users: the ledger counts
// freely and x-app-usage corrects it.
export const appScope: BudgetScope = { key: "meta:app", callsPerHour: 100_000 };

export const limits: Limits = {
  firstSyncDays: 90,
  // Daily numbers change for 28 days and freeze then.
  restatementDays: 28,
  // 37 months; the shortest 37 months have this many days.
  historyDays: 1_123,
  sliceDays: {
    account_metrics: 30,
    campaign_metrics: 30,
    adset_metrics: 30,
    ad_metrics: 30,
    demographics: 30,
  },
  // Names, budgets and statuses change at once, so polling every 30 s shows something; insights move about every 15 minutes.
  // Longer ranges of ads are a report: asked for, looked at, then read, as the sandbox accounts took it on average.
  sliceCalls: (stream, days) => (stream === "ad_metrics" && days > longestSyncDays ? 6 : 1),
  minimumPollSeconds: 30,
  accountCallsPerHour: 200,
};

/** Rows asked per page. Creatives are heavy: their specs run to several kilobytes each. */
export const pageSize = { accounts: 100, entities: 500, creatives: 100, insights: 500 };

/** Ranges longer than this are read as an asynchronous report where rows are many (ads). */
export const longestSyncDays = 7;
