const secondsAfterAttempt = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const jitterMs = 30_000;
const maxRetryAfterMs = 24 * 3_600_000;

/** Inngest's schedule: the n-th failed attempt (from 0) waits the n-th entry and up to 30 s more. */
export function backoffMs(failedAttempt: number): number {
  const seconds = secondsAfterAttempt[Math.min(failedAttempt, secondsAfterAttempt.length - 1)] ?? 7_200;
  return seconds * 1_000 + Math.random() * jitterMs;
}

/** A `retry-after` header in seconds or as a date -> milliseconds to wait, between 1 s and a day; null when unreadable. */
export function parseRetryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 1_000), maxRetryAfterMs);
}

/** While nothing listens at the app's address no attempt is spent: about ten minutes of these. */
export const freeRefusals = 45;

export const refusalWaitMs = (refusals: number) => Math.min(250 * 2 ** refusals, 15_000);
