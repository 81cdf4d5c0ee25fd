import "server-only";
import { and, asc, desc, eq, lt } from "drizzle-orm";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { DeliveriesQuery, Delivery, DeliveryDetail } from "@/lib/api/webhooks";
import { notFound } from "@/lib/core/errors";
import { isUuid } from "@/lib/core/ids";
import { withWorkspace } from "@/lib/db/transaction";

type Row = typeof webhookDeliveries.$inferSelect;
type Viewer = { workspaceId: string };

export const toDelivery = (row: Row): Delivery => ({
  id: row.id,
  type: row.type,
  status: row.status as Delivery["status"],
  attempts: row.attempts,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  last_status: row.lastStatus,
  last_error: row.lastError,
  created_at: row.createdAt.toISOString(),
  finished_at: row.finishedAt?.toISOString() ?? null,
});

/** What an endpoint was told, newest first, in keyset pages: the cursor is the last id of the page before. */
export async function listDeliveries(
  viewer: Viewer,
  endpointId: string,
  { status, limit, cursor }: DeliveriesQuery,
): Promise<{ deliveries: Delivery[]; nextCursor: string | null }> {
  if (!isUuid(endpointId)) throw notFound("The webhook");
  return withWorkspace(viewer, async (tx) => {
    if ((await tx.$count(webhookEndpoints, eq(webhookEndpoints.id, endpointId))) === 0)
      throw notFound("The webhook");
    const rows = await tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          status ? eq(webhookDeliveries.status, status) : undefined,
          cursor ? lt(webhookDeliveries.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(webhookDeliveries.id))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
    return { deliveries: page.map(toDelivery), nextCursor };
  });
}

const isOne = (endpointId: string, id: string) =>
  and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.endpointId, endpointId));

/** One message with its body and every attempt to deliver it. */
export async function getDelivery(viewer: Viewer, endpointId: string, id: string): Promise<DeliveryDetail> {
  if (!isUuid(endpointId)) throw notFound("The delivery");
  return withWorkspace(viewer, async (tx) => {
    const [row] = await tx.select().from(webhookDeliveries).where(isOne(endpointId, id));
    if (!row) throw notFound("The delivery");
    const attempts = await tx
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, id))
      .orderBy(asc(webhookAttempts.attempt));
    return {
      delivery: toDelivery(row),
      body: row.body,
      attempts: attempts.map(({ attempt, at, durationMs, status, excerpt, error }) => ({
        attempt,
        at: at.toISOString(),
        duration_ms: durationMs,
        status,
        excerpt,
        error,
      })),
    };
  });
}
