import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { outbox, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import { invariant } from "@/lib/core/errors";
import { newId, newMessageId } from "@/lib/core/ids";
import type { WebhookEvent, WebhookType } from "@/lib/domain/webhook";
import type { Tx } from "./transaction";

/** Receivers may refuse more; facts are told in ids and counts. */
const maxBodyBytes = 20_000;

export type WebhookFact = {
  workspaceId: string;
  type: WebhookEvent;
  /** Names the fact, so that it is told once however often this runs. */
  key: string;
  at: Date;
  /** Ids, names and counts; never rows or secrets. */
  data: Record<string, unknown>;
  /** Nothing changed: endpoints that want changes only are not told. */
  isQuiet?: boolean;
};

export function bodyOf(type: WebhookType, at: Date, data: Record<string, unknown>): string {
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  if (Buffer.byteLength(body) > maxBodyBytes)
    throw invariant("webhook_size", `a ${type} message is larger than ${maxBodyBytes} bytes`);
  return body;
}

export type DeliveryRef = { workspaceId: string; endpointId: string; deliveryId: string; round: number };

/** The event that sets a delivery going; a further round is a further event. */
export async function enqueueDelivery(tx: Tx, ref: DeliveryRef): Promise<void> {
  const eventId = `webhook-${ref.deliveryId}-${ref.round}`;
  const { workspaceId } = ref;
  await tx
    .insert(outbox)
    .values({ id: newId(), workspaceId, eventId, name: "webhook/requested", data: ref })
    .onConflictDoNothing();
}

/**
 * Writes a message for every endpoint that wants the fact, in the transaction of the fact. Returns how many will be
 * told.
 */
export async function tellWebhooks(tx: Tx, fact: WebhookFact): Promise<number> {
  const { workspaceId, type, key, at, data, isQuiet = false } = fact;
  const endpoints = await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.status, "active"),
        sql`${webhookEndpoints.events} ? ${type}`,
        isQuiet ? eq(webhookEndpoints.onlyWhenChanged, false) : undefined,
      ),
    );
  if (endpoints.length === 0) return 0;
  const body = bodyOf(type, at, data);
  const made = await tx
    .insert(webhookDeliveries)
    .values(
      endpoints.map(({ id }) => ({
        id: newMessageId(),
        workspaceId,
        endpointId: id,
        type,
        factKey: key,
        body,
        createdAt: at,
        nextAttemptAt: at,
      })),
    )
    .onConflictDoNothing({ target: [webhookDeliveries.endpointId, webhookDeliveries.factKey] })
    .returning({ id: webhookDeliveries.id, endpointId: webhookDeliveries.endpointId });
  for (const { id, endpointId } of made)
    await enqueueDelivery(tx, { workspaceId, endpointId, deliveryId: id, round: 1 });
  return made.length;
}
