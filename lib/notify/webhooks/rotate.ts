import "server-only";
import { eq } from "drizzle-orm";
import { webhookEndpoints, webhookSecrets } from "@/drizzle/schema";
import type { Webhook } from "@/lib/api/webhooks";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { isUuid } from "@/lib/core/ids";
import type { Secret } from "@/lib/core/secret";
import { withWorker } from "@/lib/db/transaction";
import { rotationOverlapMs } from "@/lib/domain/webhook";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { toWebhook } from "./endpoints";
import { sealSecret } from "./secrets";
import { makeSecret } from "./sign";

/** A new secret, shown in this answer alone; for a day the old one signs as well, so that receivers can follow. */
export async function rotateSecret(
  viewer: Viewer,
  id: string,
  clock: Clock,
): Promise<{ webhook: Webhook; secret: Secret; previousUntil: Date }> {
  if (!isUuid(id)) throw notFound("The webhook");
  const { workspaceId } = viewer;
  const now = clock();
  const previousUntil = new Date(now.getTime() + rotationOverlapMs);
  const secret = makeSecret();
  return withWorker(viewer, async (tx) => {
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, id))
      .for("update");
    const [kept] = await tx.select().from(webhookSecrets).where(eq(webhookSecrets.endpointId, id));
    if (!endpoint || !kept) throw notFound("The webhook");
    const sealed = sealSecret(secret, { workspaceId, endpointId: id });
    await tx
      .update(webhookSecrets)
      .set({ sealed, previousSealed: kept.sealed, previousUntil, rotatedAt: now })
      .where(eq(webhookSecrets.endpointId, id));
    await recordAudit(tx, viewer, { action: "webhook.rotated", target: id, targetName: endpoint.name });
    return { webhook: toWebhook(endpoint), secret, previousUntil };
  });
}
