import * as z from "zod";
import { DeliveryStatus, WebhookEvent } from "@/lib/domain/webhook";

const Instant = z.iso.datetime();

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  events: z.array(WebhookEvent),
  only_when_changed: z.boolean(),
  status: z.enum(["active", "disabled"]),
  /** `failures` and `gone`: we turned it off by ourselves. */
  disabled_by: z.enum(["person", "failures", "gone"]).nullable(),
  disabled_at: Instant.nullable(),
  /** Since when every attempt has failed; null while they arrive. */
  failing_since: Instant.nullable(),
  last_success_at: Instant.nullable(),
  created_by: z.string(),
  created_at: Instant,
});
export type Webhook = z.infer<typeof Webhook>;

export const WebhookList = z.object({ webhooks: z.array(Webhook) });

const fields = {
  url: z.string().trim().min(1).max(2_000),
  name: z.string().trim().min(1).max(80),
  events: z.array(WebhookEvent).min(1),
  only_when_changed: z.boolean(),
};

export const CreateWebhookRequest = z.object({
  ...fields,
  only_when_changed: fields.only_when_changed.default(true),
});
export type CreateWebhookRequest = z.infer<typeof CreateWebhookRequest>;

export const ChangeWebhookRequest = z.object({ ...fields, enabled: z.boolean() }).partial();
export type ChangeWebhookRequest = z.infer<typeof ChangeWebhookRequest>;

/** The only answers that hold a signing secret. `previous_until`: how long the one before it goes on signing too. */
export const WebhookSecret = z.object({
  webhook: Webhook,
  secret: z.string(),
  previous_until: Instant.nullable(),
});
export type WebhookSecret = z.infer<typeof WebhookSecret>;

export const Delivery = z.object({
  /** The `webhook-id` of every attempt. */
  id: z.string(),
  type: z.string(),
  status: DeliveryStatus,
  attempts: z.number().int(),
  next_attempt_at: Instant.nullable(),
  last_status: z.number().int().nullable(),
  last_error: z.string().nullable(),
  created_at: Instant,
  finished_at: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const DeliveriesQuery = z.object({
  status: DeliveryStatus.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
  cursor: z.string().optional(),
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;

export const DeliveryPage = z.object({ deliveries: z.array(Delivery), nextCursor: z.string().nullable() });

export const Attempt = z.object({
  attempt: z.number().int(),
  at: Instant,
  duration_ms: z.number().int(),
  status: z.number().int().nullable(),
  /** The beginning of what was answered. */
  excerpt: z.string().nullable(),
  error: z.string().nullable(),
});

/** A delivery with what was sent and what each attempt was answered. */
export const DeliveryDetail = z.object({
  delivery: Delivery,
  body: z.string(),
  attempts: z.array(Attempt),
});
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;
