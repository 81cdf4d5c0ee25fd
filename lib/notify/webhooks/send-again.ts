import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { Delivery } from "@/lib/api/webhooks";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { isUuid, newId, newMessageId } from "@/lib/core/ids";
import { bodyOf, enqueueDelivery } from "@/lib/db/tell-webhooks";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { toDelivery } from "./deliveries";

async function findActive(tx: Tx, id: string): Promise<{ name: string }> {
  const [endpoint] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  if (!endpoint) throw notFound("The webhook");
  if (endpoint.status === "active") return endpoint;
  throw new AppError({
    code: "webhook_disabled",
    message: "This webhook is turned off.",
    status: 409,
    actor: "you",
    fix: "Turn it on first.",
  });
}

/** Sends a message again under its own `webhook-id`, with a new round of attempts; waiting ones of before end. */
export async function resendDelivery(
  viewer: Viewer,
  endpointId: string,
  id: string,
  clock: Clock,
): Promise<Delivery> {
  if (!isUuid(endpointId)) throw notFound("The delivery");
  const { workspaceId } = viewer;
  return withWorkspace(viewer, async (tx) => {
    const { name } = await findActive(tx, endpointId);
    const [row] = await tx
      .update(webhookDeliveries)
      .set({
        status: "pending",
        round: sql`${webhookDeliveries.round} + 1`,
        nextAttemptAt: clock(),
        finishedAt: null,
      })
      .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.endpointId, endpointId)))
      .returning();
    if (!row) throw notFound("The delivery");
    await enqueueDelivery(tx, { workspaceId, endpointId, deliveryId: id, round: row.round });
    const detail = { delivery: id, type: row.type };
    await recordAudit(tx, viewer, { action: "webhook.resent", target: endpointId, targetName: name, detail });
    return toDelivery(row);
  });
}

/** Sends a test message the way every other goes: through the outbox, signed, logged and retried. */
export async function sendTest(viewer: Viewer, endpointId: string, clock: Clock): Promise<Delivery> {
  if (!isUuid(endpointId)) throw notFound("The webhook");
  const { workspaceId, workspaceName, actor } = viewer;
  const at = clock();
  return withWorkspace(viewer, async (tx) => {
    const { name } = await findActive(tx, endpointId);
    const id = newMessageId();
    const data = { workspace_id: workspaceId, workspace_name: workspaceName, sent_by: actor.name };
    const body = bodyOf("webhook.test", at, data);
    const [row] = await tx
      .insert(webhookDeliveries)
      .values({
        id,
        workspaceId,
        endpointId,
        type: "webhook.test",
        factKey: `test-${newId()}`,
        body,
        createdAt: at,
        nextAttemptAt: at,
      })
      .returning();
    await enqueueDelivery(tx, { workspaceId, endpointId, deliveryId: id, round: 1 });
    await recordAudit(tx, viewer, { action: "webhook.tested", target: endpointId, targetName: name });
    return toDelivery(row as NonNullable<typeof row>);
  });
}
