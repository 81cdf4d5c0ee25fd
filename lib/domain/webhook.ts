import * as z from "zod";

/** What an endpoint can be told of. */
export const WebhookEvent = z.enum([
  "sync.completed",
  "sync.failed",
  "connection.needs_reauth",
  "alert.opened",
  "alert.resolved",
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Every message's type: the events, and the one a person sends to try an endpoint. */
export type WebhookType = WebhookEvent | "webhook.test";

export const DeliveryStatus = z.enum(["pending", "delivered", "failed", "cancelled"]);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before the second and each further attempt, as the Standard Webhooks specification proposes. */
const waitsMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
export const maxAttempts = waitsMs.length + 1;
/** An endpoint at which nothing has arrived for so long is turned off. */
export const disableAfterMs = 5 * 24 * hour;
/** The old secret goes on signing for so long after a rotation. */
export const rotationOverlapMs = 24 * hour;

type Failed = { attempt: number; at: Date /** 0..1 */; chance: number; askedFor: Date | null };

/** When a failed attempt is followed by the next: a fifth of jitter, later where the receiver asks; null after the last. */
export function nextAttemptAt({ attempt, at, chance, askedFor }: Failed): Date | null {
  const wait = waitsMs[attempt - 1];
  if (wait === undefined) return null;
  const planned = at.getTime() + wait * (1 + chance / 5);
  return new Date(Math.max(planned, askedFor?.getTime() ?? 0));
}
