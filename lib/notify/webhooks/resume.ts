import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { webhookDeliveries } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { enqueueDelivery } from "@/lib/db/tell-webhooks";
import { withJobs, withWorkspace } from "@/lib/db/transaction";

/** An attempt so late has nobody left who makes it: its executor's run was lost. */
const overdueMs = 15 * 60_000;
const mostAtOnce = 200;

type Deps = { clock: Clock; deliver?: (workspaceId: string) => Promise<unknown> };

/** Sets deliveries going again whose next attempt is long overdue, in a new round. Returns how many. */
export async function resumeDeliveries({ clock, deliver }: Deps): Promise<number> {
  const now = clock();
  const isOverdue = and(
    eq(webhookDeliveries.status, "pending"),
    lt(webhookDeliveries.nextAttemptAt, new Date(now.getTime() - overdueMs)),
  );
  const lost = await withJobs((tx) =>
    tx
      .select({ id: webhookDeliveries.id, workspaceId: webhookDeliveries.workspaceId })
      .from(webhookDeliveries)
      .where(isOverdue)
      .limit(mostAtOnce),
  );
  for (const { id, workspaceId } of lost)
    await withWorkspace({ workspaceId }, async (tx) => {
      const [row] = await tx
        .update(webhookDeliveries)
        .set({ round: sql`${webhookDeliveries.round} + 1`, nextAttemptAt: now })
        .where(and(eq(webhookDeliveries.id, id), isOverdue))
        .returning();
      if (!row) return;
      const { endpointId, round } = row;
      await enqueueDelivery(tx, { workspaceId, endpointId, deliveryId: id, round });
    });
  for (const workspaceId of new Set(lost.map((one) => one.workspaceId))) await deliver?.(workspaceId);
  return lost.length;
}
