import { eq } from "drizzle-orm";
import { outbox } from "@/drizzle/schema";
import type { CreateWebhookRequest } from "@/lib/api/webhooks";
import { type DeliveryRef, tellWebhooks } from "@/lib/db/tell-webhooks";
import { withWorkspace } from "@/lib/db/transaction";
import { attemptDelivery } from "@/lib/notify/webhooks/attempt";
import { getDelivery } from "@/lib/notify/webhooks/deliveries";
import { createWebhook } from "@/lib/notify/webhooks/endpoints";
import { startReceiver } from "./webhook-receiver";
import { createTestWorkspace } from "./workspace";

export type WebhookWorld = Awaited<ReturnType<typeof createWebhookWorld>>;

/** A workspace with a receiver on this machine; facts are told and attempts made by hand, on a clock a test moves. */
export async function createWebhookWorld() {
  const receiver = await startReceiver();
  const viewer = await createTestWorkspace();
  const { workspaceId } = viewer;
  // The reference library takes timestamps of five minutes around its own clock.
  let now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const clock = () => now;
  const tell = (key: string, isQuiet = false) =>
    withWorkspace(viewer, (tx) => {
      const fact = { workspaceId, key, at: now, data: { job_id: key }, isQuiet };
      return tellWebhooks(tx, { ...fact, type: "sync.completed" });
    });
  const waiting = async () => {
    const rows = await withWorkspace(viewer, (tx) =>
      tx.select().from(outbox).where(eq(outbox.name, "webhook/requested")).orderBy(outbox.createdAt),
    );
    return rows.map(({ data }) => data as DeliveryRef);
  };
  return {
    viewer,
    receiver,
    clock,
    tell,
    waiting,
    newest: async () => (await waiting()).at(-1) as DeliveryRef,
    goTo: (date: Date) => {
      now = date;
    },
    goOn: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    add: (more: Partial<CreateWebhookRequest> = {}) =>
      createWebhook(
        viewer,
        { url: receiver.url, name: "Ops", events: ["sync.completed"], only_when_changed: true, ...more },
        clock,
      ),
    attempt: (ref: DeliveryRef, attempt = 1, resolve?: () => Promise<string[]>) =>
      attemptDelivery(ref, attempt, { clock, chance: () => 0, resolve }),
    deliveryOf: async ({ endpointId, deliveryId }: DeliveryRef) =>
      (await getDelivery(viewer, endpointId, deliveryId)).delivery,
  };
}
