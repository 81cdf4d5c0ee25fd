import "server-only";
import { desc, eq } from "drizzle-orm";
import { webhookEndpoints, webhookSecrets } from "@/drizzle/schema";
import type { ChangeWebhookRequest, CreateWebhookRequest, Webhook } from "@/lib/api/webhooks";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { isUuid, newId } from "@/lib/core/ids";
import type { Secret } from "@/lib/core/secret";
import { withWorker, withWorkspace } from "@/lib/db/transaction";
import { checkTarget } from "@/lib/http/public-target";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { allowsLoopback } from "./attempt";
import { sealSecret } from "./secrets";
import { makeSecret } from "./sign";

type Row = typeof webhookEndpoints.$inferSelect;
const maxEndpoints = 20;

export const toWebhook = (row: Row): Webhook => ({
  id: row.id,
  url: row.url,
  name: row.name,
  events: row.events as Webhook["events"],
  only_when_changed: row.onlyWhenChanged,
  status: row.status as Webhook["status"],
  disabled_by: row.disabledBy as Webhook["disabled_by"],
  disabled_at: row.disabledAt?.toISOString() ?? null,
  failing_since: row.failingSince?.toISOString() ?? null,
  last_success_at: row.lastSuccessAt?.toISOString() ?? null,
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
});

/** The address without what may be a secret in its query: for logs that many read. */
const hostOf = (url: string) => new URL(url).host;

export async function listWebhooks(viewer: { workspaceId: string }): Promise<Webhook[]> {
  const rows = await withWorkspace(viewer, (tx) =>
    tx.select().from(webhookEndpoints).orderBy(desc(webhookEndpoints.id)),
  );
  return rows.map(toWebhook);
}

/** Adds an endpoint; its secret is in this answer and cannot be read again. Throws `webhook_address`, `too_many_webhooks`. */
export async function createWebhook(
  viewer: Viewer,
  { url, name, events, only_when_changed }: CreateWebhookRequest,
  clock: Clock,
): Promise<{ webhook: Webhook; secret: Secret }> {
  checkTarget(url, { allowLoopback: allowsLoopback() });
  const { workspaceId, actor } = viewer;
  const id = newId();
  const secret = makeSecret();
  return withWorker(viewer, async (tx) => {
    if ((await tx.$count(webhookEndpoints)) >= maxEndpoints)
      throw new AppError({
        code: "too_many_webhooks",
        message: `There are ${maxEndpoints} webhooks already.`,
        status: 409,
        actor: "you",
        fix: "Remove one that is not needed.",
      });
    const kept = { id, workspaceId, url, name, events, onlyWhenChanged: only_when_changed };
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({ ...kept, createdBy: actor.name, createdAt: clock() })
      .returning();
    const sealed = sealSecret(secret, { workspaceId, endpointId: id });
    await tx.insert(webhookSecrets).values({ endpointId: id, workspaceId, sealed, rotatedAt: clock() });
    const detail = { host: hostOf(url), events };
    await recordAudit(tx, viewer, { action: "webhook.created", target: id, targetName: name, detail });
    return { webhook: toWebhook(row as Row), secret };
  });
}

function changesOf({ enabled, only_when_changed, ...rest }: ChangeWebhookRequest, now: Date): Partial<Row> {
  const fresh = { status: "active", disabledBy: null, disabledAt: null, failingSince: null };
  const off = { status: "disabled", disabledBy: "person", disabledAt: now };
  return {
    ...rest,
    ...(only_when_changed === undefined ? {} : { onlyWhenChanged: only_when_changed }),
    ...(enabled === undefined ? {} : enabled ? fresh : off),
  };
}

/** Changes an endpoint, or turns it on or off. What waits for one that is off is not sent later. */
export async function changeWebhook(
  viewer: Viewer,
  id: string,
  change: ChangeWebhookRequest,
  clock: Clock,
): Promise<Webhook> {
  if (!isUuid(id)) throw notFound("The webhook");
  if (change.url !== undefined) checkTarget(change.url, { allowLoopback: allowsLoopback() });
  return withWorkspace(viewer, async (tx) => {
    const [before] = await tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, id))
      .for("update");
    if (!before) throw notFound("The webhook");
    const changes = changesOf(change, clock());
    if (Object.keys(changes).length === 0) return toWebhook(before);
    const [row] = await tx
      .update(webhookEndpoints)
      .set(changes)
      .where(eq(webhookEndpoints.id, id))
      .returning();
    const after = row ?? before;
    const turned = before.status !== after.status;
    const action = !turned ? "webhook.changed" : change.enabled ? "webhook.enabled" : "webhook.disabled";
    const detail = { host: hostOf(after.url), events: after.events };
    await recordAudit(tx, viewer, { action, target: id, targetName: after.name, detail });
    return toWebhook(after);
  });
}

/** Removes an endpoint with its secret and its log. */
export async function removeWebhook(viewer: Viewer, id: string): Promise<void> {
  if (!isUuid(id)) throw notFound("The webhook");
  await withWorker(viewer, async (tx) => {
    const [row] = await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id)).returning();
    if (!row) throw notFound("The webhook");
    const detail = { host: hostOf(row.url) };
    await recordAudit(tx, viewer, { action: "webhook.removed", target: id, targetName: row.name, detail });
  });
}
