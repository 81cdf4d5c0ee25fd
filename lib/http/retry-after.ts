const shortestMs = 1_000;
const seconds = /^\d+(\.\d+)?$/;
// Date.parse alone reads "-5" as a year.
const date = /^(\d{4}-\d{2}-\d{2}T|[A-Z][a-z]{2,8}, )/;
const longestMs = 24 * 60 * 60 * 1_000;

/** When `Retry-After` (seconds or an HTTP date) lets us ask again, between 1 s and 24 h from `now`; null when it says nothing usable. */
export function parseRetryAfter(header: string | null | undefined, now: Date): Date | null {
  const text = header?.trim();
  if (!text) return null;
  const waitMs = seconds.test(text)
    ? Number(text) * 1_000
    : date.test(text)
      ? Date.parse(text) - now.getTime()
      : Number.NaN;
  if (Number.isNaN(waitMs)) return null;
  return new Date(now.getTime() + Math.min(longestMs, Math.max(shortestMs, waitMs)));
}
