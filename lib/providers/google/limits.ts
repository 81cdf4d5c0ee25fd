import type { BudgetScope, Limits, StreamName } from "../contract";
import { readEnv } from "./env";

/** Operations an hour when the project's day is spread evenly: what a schedule may count on. */
const evenPerHour = () => Math.floor(readEnv().operationsPerDay / 24);
/** A first sync may use more in its hour, but no hour may use up the day. */
const mostPerHour = () => Math.ceil(readEnv().operationsPerDay / 8);

/** The operations of the Cloud project (or developer token): all customers of all workspaces share them. */
export const projectScope = (): BudgetScope => ({
  key: "google:project",
  callsPerHour: mostPerHour(),
  callsPerDay: readEnv().operationsPerDay,
});

// Google names no hourly number per customer: the ledger counts freely and is shut when an answer says ACCOUNT.
export const customerScope = (customerId: string): BudgetScope => ({
  key: `google:customer:${customerId}`,
  callsPerHour: 100_000,
});

/**
 * Questions of a slice: most numbers come with conversions by category, asked where something converted, and ad groups
 * with asset groups. Age and gender are two views. Further pages of a question cost nothing.
 */
const questions: Partial<Record<StreamName, number>> = {
  adsets: 2,
  ...{ account_metrics: 2, campaign_metrics: 2, adset_metrics: 4, ad_metrics: 2 },
  demographics: 4,
};

export const limits: Limits = {
  firstSyncDays: 90,
  // Conversions are booked on the day of the click; 30 days is the usual conversion window.
  restatementDays: 30,
  // 37 months; the shortest 37 months have this many days.
  historyDays: 1_123,
  // DATE_RANGE_TOO_WIDE: ranges split by day stay below 31 days.
  sliceDays: {
    ...{ account_metrics: 30, campaign_metrics: 30, adset_metrics: 30, ad_metrics: 30 },
    demographics: 31,
  },
  sliceCalls: (stream) => questions[stream],
  // Statuses, names and budgets change at once; most numbers follow within three hours.
  minimumPollSeconds: 30,
  get accountCallsPerHour() {
    return evenPerHour();
  },
  accountScope: (customerId) => customerScope(customerId).key,
};
