import * as z from "zod";
import { parseRetryAfter } from "@/lib/http/retry-after";

export type QuotaDetails = {
  /** `account`: this customer alone; `project`: everything that shares the developer token or Cloud project. */
  shuts: "account" | "project";
  /** What the vendor asks us to wait; null when it does not say. */
  waitMs: number | null;
  code: string;
  /** The allowance of a day is gone, not that of a moment. */
  isDaily: boolean;
};

const Details = z.object({
  quotaErrorDetails: z.object({
    rateScope: z.string().optional(),
    rateName: z.string().optional(),
    retryDelay: z.string().optional(),
  }),
});
const Plain = z.object({ retryDelay: z.string().optional() });

const second = 1_000;
const minute = 60 * second;
const longestMs = 24 * 60 * minute;
/** A wait this long is not about the pace of the last minutes. */
const dailyFromMs = 30 * minute;

/** `40591s`, `0.5s` as milliseconds. */
function readDuration(text: string | undefined): number | null {
  const seconds = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(text ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds) * second;
}

/** What a throttle says about itself, from the first of its details that can be read. */
export function readQuota(code: string, candidates: unknown[]): QuotaDetails {
  const found = candidates.map((details) => Details.safeParse(details).data?.quotaErrorDetails).find(Boolean);
  const delay =
    found?.retryDelay ?? candidates.map((one) => Plain.safeParse(one).data?.retryDelay).find(Boolean);
  const waitMs = readDuration(delay);
  const isDaily = waitMs !== null && waitMs >= dailyFromMs;
  return { shuts: found?.rateScope === "ACCOUNT" ? "account" : "project", waitMs, code, isDaily };
}

/** Waits for codes that come without one. */
const usualWaits: Record<string, number> = {
  RESOURCE_TEMPORARILY_EXHAUSTED: 30 * second,
  EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION: 5 * minute,
  EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION: 60 * minute,
  RESOURCE_EXHAUSTED: 15 * minute,
};

/**
 * When a throttled scope may be asked again: after `retryDelay` (hours, when the day is used up), `Retry-After` or what
 * is usual for the code; never later than in a day, since an upgraded access level is not seen everywhere at once.
 */
export function reopensAt(quota: QuotaDetails, retryAfter: string | undefined, now: Date): Date {
  const named = parseRetryAfter(retryAfter, now);
  const waitMs = quota.waitMs ?? (named ? named.getTime() - now.getTime() : null);
  const usualMs = usualWaits[quota.code] ?? minute;
  return new Date(now.getTime() + Math.min(longestMs, Math.max(second, waitMs ?? usualMs)));
}
