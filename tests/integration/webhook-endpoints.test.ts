import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditLog, webhookEndpoints, webhookSecrets } from "@/drizzle/schema";
import { withWorker, withWorkspace } from "@/lib/db/transaction";
import { listAlerts } from "@/lib/notify/list-alerts";
import { reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { listDeliveries } from "@/lib/notify/webhooks/deliveries";
import { changeWebhook, listWebhooks, removeWebhook } from "@/lib/notify/webhooks/endpoints";
import { resumeDeliveries } from "@/lib/notify/webhooks/resume";
import { rotateSecret } from "@/lib/notify/webhooks/rotate";
import { resendDelivery, sendTest } from "@/lib/notify/webhooks/send-again";
import { pruneAll } from "@/lib/sync/prune";
import { verify } from "../support/webhook-receiver";
import { createWebhookWorld, type WebhookWorld } from "../support/webhook-world";
import { createTestWorkspace } from "../support/workspace";

let world: WebhookWorld;
beforeEach(async () => {
  world = await createWebhookWorld();
});
afterEach(() => world.receiver.stop());

test("while a secret is being replaced both sign, a day later only the new one", async () => {
  const { webhook, secret } = await world.add();
  const rotated = await rotateSecret(world.viewer, webhook.id, world.clock);
  const stored = await withWorker(world.viewer, (tx) => tx.select().from(webhookSecrets));
  expect(JSON.stringify(stored)).not.toContain(rotated.secret.reveal().slice(6));
  await world.tell("run-1");
  await world.attempt(await world.newest(), 1);
  const [first] = world.receiver.received;
  if (!first) throw new Error("nothing arrived");
  for (const one of [secret, rotated.secret]) expect(verify(one.reveal(), first).type).toBe("sync.completed");
  await withWorker(world.viewer, (tx) => tx.update(webhookSecrets).set({ previousUntil: world.clock() }));
  await world.tell("run-2");
  await world.attempt(await world.newest(), 1);
  const second = world.receiver.received[1];
  if (!second) throw new Error("nothing arrived");
  expect(verify(rotated.secret.reveal(), second).type).toBe("sync.completed");
  expect(() => verify(secret.reveal(), second)).toThrow();
});

test("a message can be sent again; a round that waits ends by that", async () => {
  await world.add();
  world.receiver.answerWith({ status: 503 });
  await world.tell("run-1");
  const first = await world.newest();
  await world.attempt(first, 1);
  world.receiver.answerWith({ status: 204 });
  await resendDelivery(world.viewer, first.endpointId, first.deliveryId, world.clock);
  const second = await world.newest();
  expect(second).toEqual({ ...first, round: 2 });
  expect(await world.attempt(first, 2)).toEqual({ state: "ended", disabled: null });
  expect(world.receiver.received).toHaveLength(1);
  await world.attempt(second, 1);
  expect(await world.deliveryOf(second)).toMatchObject({ status: "delivered", attempts: 2 });
  expect(world.receiver.received[1]?.headers["webhook-id"]).toBe(first.deliveryId);
});

test("a test message goes the way of every other, whatever the endpoint listens to", async () => {
  const { webhook, secret } = await world.add({ events: ["alert.opened"] });
  await sendTest(world.viewer, webhook.id, world.clock);
  await world.attempt(await world.newest(), 1);
  const [message] = world.receiver.received;
  expect(message && verify(secret.reveal(), message)).toMatchObject({ type: "webhook.test" });
});

test("an endpoint at which nothing arrives for five days is turned off, told of in an alert, and can be turned on", async () => {
  const { webhook } = await world.add();
  world.receiver.answerWith({ status: 500 });
  await world.tell("run-1");
  await world.attempt(await world.newest(), 1);
  world.goOn(5 * 86_400_000);
  await world.tell("run-2");
  expect(await world.attempt(await world.newest(), 1)).toEqual({ state: "ended", disabled: "failures" });
  const alertDeps = { canRenew: () => true, clock: world.clock };
  expect(await reconcileAlerts(world.viewer.workspaceId, alertDeps)).toEqual({ opened: 1, resolved: 0 });
  expect(await reconcileAlerts(world.viewer.workspaceId, alertDeps)).toEqual({ opened: 0, resolved: 0 });
  const { alerts } = await listAlerts(world.viewer, { status: "open", limit: 10 });
  expect(alerts).toMatchObject([{ kind: "webhook_disabled", connection_id: null, connection_name: null }]);
  const { deliveries } = await listDeliveries(world.viewer, webhook.id, { limit: 10 });
  expect(deliveries.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
  const noted = await withWorkspace(world.viewer, (tx) =>
    tx.select().from(auditLog).where(eq(auditLog.action, "webhook.disabled")),
  );
  expect(noted).toMatchObject([{ actor: "Freshet", actorType: "system" }]);
  expect(await world.tell("run-3")).toBe(0);
  await expect(sendTest(world.viewer, webhook.id, world.clock)).rejects.toMatchObject({
    code: "webhook_disabled",
  });
  expect(await changeWebhook(world.viewer, webhook.id, { enabled: true }, world.clock)).toMatchObject({
    status: "active",
    failing_since: null,
  });
  expect(await reconcileAlerts(world.viewer.workspaceId, alertDeps)).toEqual({ opened: 0, resolved: 1 });
});

test("an endpoint that answers 410 is turned off at once", async () => {
  await world.add();
  world.receiver.answerWith({ status: 410 });
  await world.tell("run-1");
  expect(await world.attempt(await world.newest(), 1)).toEqual({ state: "ended", disabled: "gone" });
});

test("success between failures begins the five days anew", async () => {
  await world.add();
  world.receiver.answerWith({ status: 500 });
  await world.tell("run-1");
  await world.attempt(await world.newest(), 1);
  world.receiver.answerWith({ status: 204 });
  await world.attempt(await world.newest(), 2);
  world.goOn(6 * 86_400_000);
  world.receiver.answerWith({ status: 500 });
  await world.tell("run-2");
  expect((await world.attempt(await world.newest(), 1)).state).toBe("again");
});

test("another workspace's webhooks do not exist here; a removed one takes its secret and log with it", async () => {
  const { webhook } = await world.add();
  await world.tell("run-1");
  const stranger = await createTestWorkspace();
  expect(await listWebhooks(stranger)).toEqual([]);
  for (const work of [
    () => changeWebhook(stranger, webhook.id, { name: "x" }, world.clock),
    () => removeWebhook(stranger, webhook.id),
    () => rotateSecret(stranger, webhook.id, world.clock),
    () => sendTest(stranger, webhook.id, world.clock),
    () => listDeliveries(stranger, webhook.id, { limit: 5 }),
  ])
    await expect(work()).rejects.toMatchObject({ status: 404 });
  const ref = await world.newest();
  await removeWebhook(world.viewer, webhook.id);
  expect(await world.attempt(ref, 1)).toEqual({ state: "ended", disabled: null });
  const left = await withWorker(world.viewer, async (tx) => [
    await tx.$count(webhookEndpoints),
    await tx.$count(webhookSecrets),
  ]);
  expect(left).toEqual([0, 0]);
});

test("what ended a month ago is pruned with its attempts, what waits stays", async () => {
  await world.add();
  await world.tell("old");
  const old = await world.newest();
  await world.attempt(old);
  await world.tell("waiting");
  const waiting = await world.newest();
  await pruneAll(() => new Date(world.clock().getTime() + 31 * 86_400_000));
  await expect(world.deliveryOf(old)).rejects.toMatchObject({ status: 404 });
  expect(await world.deliveryOf(waiting)).toMatchObject({ status: "pending" });
});

test("a delivery whose executor was lost is set going again, once, and the lost one has no say any more", async () => {
  await world.add();
  await world.tell("run-1");
  const lost = await world.newest();
  const resume = () => resumeDeliveries({ clock: world.clock });
  await resume();
  expect(await world.newest()).toEqual(lost);
  world.goOn(16 * 60_000);
  await resume();
  await resume();
  expect(await world.newest()).toEqual({ ...lost, round: 2 });
  expect(await world.attempt(lost)).toEqual({ state: "ended", disabled: null });
  await world.attempt(await world.newest());
  expect(world.receiver.received).toHaveLength(1);
});
