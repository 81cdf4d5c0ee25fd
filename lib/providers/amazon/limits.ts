import type { BudgetScope, Limits, StreamName } from "../contract";
import { isSandbox, readEnv } from "./env";
import { type OperationName, operations, sandboxPlan } from "./operations";

// What a seller was granted may be more than the default plan; a header says so, and only on answers that succeed.
const grantedRates = new Map<string, number>();
const mostGranted = 20_000;
/** More than Amazon grants anybody: a header that says so is believed up to here. */
const highestRate = 100;

const keyOf = (operation: OperationName, sellerId: string) => `amazon:${operation}:${sellerId}`;

/** Calls per second at which this seller's bucket for an operation fills, by Amazon's last word about it. */
export function rateOf(operation: OperationName, sellerId: string): number {
  if (readEnv().isSandbox) return sandboxPlan.ratePerSecond;
  return grantedRates.get(keyOf(operation, sellerId)) ?? operations[operation].ratePerSecond;
}

/** Remembers the `x-amzn-RateLimit-Limit` of an answer; text that is no rate says nothing. */
export function noteRate(operation: OperationName, sellerId: string, header: string | undefined): void {
  const rate = Number(header);
  if (!header || !Number.isFinite(rate) || rate <= 0) return;
  if (grantedRates.size >= mostGranted) grantedRates.clear();
  grantedRates.set(keyOf(operation, sellerId), Math.min(rate, highestRate));
}

/** The bucket a call is paid from: one per operation and seller. */
export function scopeOf(operation: OperationName, sellerId: string): BudgetScope {
  const ratePerSecond = rateOf(operation, sellerId);
  const { burst } = readEnv().isSandbox ? sandboxPlan : operations[operation];
  return {
    key: keyOf(operation, sellerId),
    // A full bucket on top of what an hour fills.
    callsPerHour: Math.ceil(ratePerSecond * 3_600) + burst,
    bucket: { ratePerSecond, burst },
  };
}

/** A report is asked for, looked at and read; shipments are listed by month, and the items of each are a call. */
const questions: Partial<Record<StreamName, number>> = {
  ...{ fee_estimates: 6, stock_movements: 6, returns: 6, reimbursements: 6 },
  inbound_shipments: 60,
};

export const limits: Limits = {
  firstSyncDays: 90,
  // Deferred transactions are released, and reimbursed units reconciled, for about six weeks.
  restatementDays: 45,
  // Finances and ledger reach back 18 months; the shortest 18 months have this many days.
  historyDays: 546,
  get sliceDays(): Limits["sliceDays"] {
    // The sandbox knows no dates: it would answer the same to every part of a range.
    const days = isSandbox() ? 546 : 30;
    // Of the smaller reports one a quarter: the fewer are asked for, the fewer are cancelled as too many.
    const more = isSandbox() ? 546 : 90;
    return { orders: days, fees: days, stock_movements: days, returns: more, reimbursements: more };
  },
  sliceCalls: (stream) => questions[stream],
  // searchOrders refills one call every 178 seconds.
  minimumPollSeconds: 300,
  accountCallsPerHour: 20,
  accountScope: (account) => keyOf("searchOrders", account.split(":")[0] ?? account),
};

/** Rows asked per page. */
export const pageSize = { orders: 100, ordersWithItems: 25, events: 100, reports: 100 };

/** Amazon refuses to be asked about its last two minutes; the third is for clocks of ours that are ahead. */
export const settleMs = 3 * 60_000;
