import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { DeliveryRef } from "@/lib/db/tell-webhooks";
import type { Tx } from "@/lib/db/transaction";
import { disableAfterMs } from "@/lib/domain/webhook";
import { recordAudit } from "@/lib/workspaces/record-audit";
import type { Outcome } from "./outcome";

/** Why we turned an endpoint off: days of failures, or it said that it is gone for good (410). */
export type Disabled = "failures" | "gone";

const system = { type: "system", name: "Freshet" };

async function disable(tx: Tx, ref: DeliveryRef, disabledBy: Disabled, at: Date): Promise<void> {
  const { workspaceId, endpointId } = ref;
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ status: "disabled", disabledBy, disabledAt: at })
    .where(and(eq(webhookEndpoints.id, endpointId), eq(webhookEndpoints.status, "active")))
    .returning({ name: webhookEndpoints.name });
  if (!endpoint) return;
  await tx
    .update(webhookDeliveries)
    .set({ status: "cancelled", finishedAt: at, nextAttemptAt: null })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.status, "pending")));
  const entry = { target: endpointId, targetName: endpoint.name, detail: { because: disabledBy } };
  await recordAudit(tx, { workspaceId, actor: system }, { action: "webhook.disabled", ...entry });
}

/** What an attempt means for its delivery and its endpoint. Returns why the endpoint was turned off, if it was. */
export async function noteOutcome(
  tx: Tx,
  ref: DeliveryRef,
  { error, status, at }: Outcome,
  next: Date | null,
): Promise<Disabled | null> {
  const isDelivered = error === null;
  const ended = isDelivered ? "delivered" : next ? "pending" : "failed";
  await tx
    .update(webhookDeliveries)
    .set({ status: ended, nextAttemptAt: next, finishedAt: next ? null : at })
    .where(eq(webhookDeliveries.id, ref.deliveryId));
  const since = at.toISOString();
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set(
      isDelivered
        ? { failingSince: null, lastSuccessAt: at }
        : { failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${since}::timestamptz)` },
    )
    .where(eq(webhookEndpoints.id, ref.endpointId))
    .returning({ failingSince: webhookEndpoints.failingSince });
  if (isDelivered || !endpoint?.failingSince) return null;
  const isLong = at.getTime() - endpoint.failingSince.getTime() >= disableAfterMs;
  const because = status === 410 ? "gone" : isLong ? "failures" : null;
  if (because) await disable(tx, ref, because, at);
  return because;
}
