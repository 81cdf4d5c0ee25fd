import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditLog, outbox, webhookEndpoints, webhookSecrets } from "@/drizzle/schema";
import type { CreateWebhookRequest } from "@/lib/api/webhooks";
import { type DeliveryRef, tellWebhooks } from "@/lib/db/tell-webhooks";
import { withWorker, withWorkspace } from "@/lib/db/transaction";
import { maxAttempts } from "@/lib/domain/webhook";
import { listAlerts } from "@/lib/notify/list-alerts";
import { reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { attemptDelivery } from "@/lib/notify/webhooks/attempt";
import { getDelivery, listDeliveries } from "@/lib/notify/webhooks/deliveries";
import { changeWebhook, createWebhook, listWebhooks, removeWebhook } from "@/lib/notify/webhooks/endpoints";
import { rotateSecret } from "@/lib/notify/webhooks/rotate";
import { resendDelivery, sendTest } from "@/lib/notify/webhooks/send-again";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { startReceiver, verify } from "../support/webhook-receiver";
import { createTestWorkspace } from "../support/workspace";

type Receiver = Awaited<ReturnType<typeof startReceiver>>;
let receiver: Receiver;
let viewer: Viewer;
let now: Date;
const clock = () => now;
const deps = { clock, chance: () => 0 };

/** The reference library takes timestamps of five minutes around its own clock. */
const present = () => new Date(Math.floor(Date.now() / 1_000) * 1_000);
const add = (more: Partial<CreateWebhookRequest> = {}) =>
  createWebhook(
    viewer,
    { url: receiver.url, name: "Ops", events: ["sync.completed"], only_when_changed: true, ...more },
    clock,
  );
const tell = (key: string, isQuiet = false) =>
  withWorkspace(viewer, (tx) => {
    const { workspaceId } = viewer;
    const data = { job_id: key };
    return tellWebhooks(tx, { workspaceId, type: "sync.completed", key, at: now, data, isQuiet });
  });
const waiting = async () => {
  const rows = await withWorkspace(viewer, (tx) =>
    tx.select().from(outbox).where(eq(outbox.name, "webhook/requested")).orderBy(outbox.createdAt),
  );
  return rows.map(({ data }) => data as DeliveryRef);
};
const newest = async () => (await waiting()).at(-1) as DeliveryRef;
const deliveryOf = async ({ endpointId, deliveryId }: DeliveryRef) =>
  (await getDelivery(viewer, endpointId, deliveryId)).delivery;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  viewer = await createTestWorkspace();
  now = present();
  receiver.received.length = 0;
  receiver.answerWith({ status: 204 });
});

test("a message arrives with a signature the reference library accepts, and its answer is kept", async () => {
  const { secret } = await add();
  receiver.answerWith({ status: 200, body: "thanks\n<b>you</b>" });
  expect(await tell("run-1")).toBe(1);
  const ref = await newest();
  expect(await attemptDelivery(ref, 1, deps)).toEqual({ state: "ended", disabled: null });
  const [message] = receiver.received;
  if (!message) throw new Error("nothing arrived");
  expect(verify(secret.reveal(), message)).toEqual({
    type: "sync.completed",
    timestamp: now.toISOString(),
    data: { job_id: "run-1" },
  });
  expect(message.headers).toMatchObject({ "webhook-id": ref.deliveryId, "content-type": "application/json" });
  expect(() => verify(secret.reveal(), { ...message, body: message.body.replace("1", "2") })).toThrow();
  expect(await getDelivery(viewer, ref.endpointId, ref.deliveryId)).toMatchObject({
    delivery: { status: "delivered", attempts: 1, last_status: 200, last_error: null },
    attempts: [{ attempt: 1, status: 200, excerpt: "thanks <b>you</b>", error: null }],
  });
  expect((await listWebhooks(viewer))[0]?.last_success_at).toBe(now.toISOString());
});

test("the message is written with the fact: a fact that is undone is told to nobody, one told twice once", async () => {
  await add();
  await expect(
    withWorkspace(viewer, async (tx) => {
      const { workspaceId } = viewer;
      await tellWebhooks(tx, { workspaceId, type: "sync.completed", key: "x", at: now, data: {} });
      throw new Error("the fact failed");
    }),
  ).rejects.toThrow();
  expect(await waiting()).toEqual([]);
  expect([await tell("run-1"), await tell("run-1")]).toEqual([1, 0]);
  expect(await waiting()).toHaveLength(1);
});

test("an endpoint hears only of what it asked for, and of quiet syncs only where it wants them", async () => {
  await add({ name: "Changes" });
  await add({ name: "Everything", only_when_changed: false });
  await add({ name: "Alerts", events: ["alert.opened"] });
  expect(await tell("quiet", true)).toBe(1);
  expect(await tell("loud")).toBe(2);
});

test("a failed attempt is tried again later under the same id, longer each time, until its attempts are used up", async () => {
  await add();
  receiver.answerWith({ status: 500, body: "Bearer abc.def broken" });
  await tell("run-1");
  const ref = await newest();
  const waits: number[] = [];
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    const result = await attemptDelivery(ref, attempt, deps);
    if (result.state !== "again") throw new Error(`attempt ${attempt} was the last`);
    waits.push((Date.parse(result.at) - now.getTime()) / 1_000);
    now = new Date(result.at);
  }
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(await deliveryOf(ref)).toMatchObject({ status: "pending", last_error: "It answered 500." });
  expect(await attemptDelivery(ref, maxAttempts, deps)).toEqual({ state: "ended", disabled: null });
  expect(await deliveryOf(ref)).toMatchObject({ status: "failed", attempts: maxAttempts });
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  const { attempts } = await getDelivery(viewer, ref.endpointId, ref.deliveryId);
  expect(attempts[0]?.excerpt).toBe("[secret] broken");
});

test("a receiver that asks for time gets it", async () => {
  await add();
  receiver.answerWith({ status: 429, headers: { "retry-after": "3600" } });
  await tell("run-1");
  expect(await attemptDelivery(await newest(), 1, deps)).toEqual({
    state: "again",
    at: new Date(now.getTime() + 3_600_000).toISOString(),
  });
});

test("a redirect is a failure and is not followed", async () => {
  await add();
  receiver.answerWith({ status: 302, headers: { location: receiver.url } });
  await tell("run-1");
  const ref = await newest();
  expect((await attemptDelivery(ref, 1, deps)).state).toBe("again");
  expect(receiver.received).toHaveLength(1);
});

test("a name that leads into a private network by the time of sending is not connected to", async () => {
  await add({ url: "https://hooks.example.com/" });
  await tell("run-1");
  const ref = await newest();
  const resolve = async () => ["169.254.169.254"];
  expect((await attemptDelivery(ref, 1, { ...deps, resolve })).state).toBe("again");
  expect(await deliveryOf(ref)).toMatchObject({
    last_status: null,
    last_error: "The name of the address leads into a private network.",
  });
});

test("while a secret is being replaced both sign, a day later only the new one", async () => {
  const { webhook, secret } = await add();
  const rotated = await rotateSecret(viewer, webhook.id, clock);
  const stored = await withWorker(viewer, (tx) => tx.select().from(webhookSecrets));
  expect(JSON.stringify(stored)).not.toContain(rotated.secret.reveal().slice(6));
  await tell("run-1");
  await attemptDelivery(await newest(), 1, deps);
  const [first] = receiver.received;
  if (!first) throw new Error("nothing arrived");
  for (const one of [secret, rotated.secret]) expect(verify(one.reveal(), first).type).toBe("sync.completed");
  await withWorker(viewer, (tx) => tx.update(webhookSecrets).set({ previousUntil: now }));
  await tell("run-2");
  await attemptDelivery(await newest(), 1, deps);
  const second = receiver.received[1];
  if (!second) throw new Error("nothing arrived");
  expect(verify(rotated.secret.reveal(), second).type).toBe("sync.completed");
  expect(() => verify(secret.reveal(), second)).toThrow();
});

test("a message can be sent again; a round that waits ends by that", async () => {
  await add();
  receiver.answerWith({ status: 503 });
  await tell("run-1");
  const first = await newest();
  await attemptDelivery(first, 1, deps);
  receiver.answerWith({ status: 204 });
  await resendDelivery(viewer, first.endpointId, first.deliveryId, clock);
  const second = await newest();
  expect(second).toEqual({ ...first, round: 2 });
  expect(await attemptDelivery(first, 2, deps)).toEqual({ state: "ended", disabled: null });
  expect(receiver.received).toHaveLength(1);
  await attemptDelivery(second, 1, deps);
  expect(await deliveryOf(second)).toMatchObject({ status: "delivered", attempts: 2 });
  expect(receiver.received[1]?.headers["webhook-id"]).toBe(first.deliveryId);
});

test("a test message goes the way of every other, whatever the endpoint listens to", async () => {
  const { webhook, secret } = await add({ events: ["alert.opened"] });
  await sendTest(viewer, webhook.id, clock);
  await attemptDelivery(await newest(), 1, deps);
  const [message] = receiver.received;
  expect(message && verify(secret.reveal(), message)).toMatchObject({ type: "webhook.test" });
});

test("an endpoint at which nothing arrives for five days is turned off, told of in an alert, and can be turned on", async () => {
  const { webhook } = await add();
  receiver.answerWith({ status: 500 });
  await tell("run-1");
  await attemptDelivery(await newest(), 1, deps);
  now = new Date(now.getTime() + 5 * 86_400_000);
  await tell("run-2");
  expect(await attemptDelivery(await newest(), 1, deps)).toEqual({ state: "ended", disabled: "failures" });
  const alertDeps = { canRenew: () => true, clock };
  expect(await reconcileAlerts(viewer.workspaceId, alertDeps)).toEqual({ opened: 1, resolved: 0 });
  expect(await reconcileAlerts(viewer.workspaceId, alertDeps)).toEqual({ opened: 0, resolved: 0 });
  const { alerts } = await listAlerts(viewer, { status: "open", limit: 10 });
  expect(alerts).toMatchObject([{ kind: "webhook_disabled", connection_id: null, connection_name: null }]);
  const { deliveries } = await listDeliveries(viewer, webhook.id, { limit: 10 });
  expect(deliveries.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
  const noted = await withWorkspace(viewer, (tx) =>
    tx.select().from(auditLog).where(eq(auditLog.action, "webhook.disabled")),
  );
  expect(noted).toMatchObject([{ actor: "Freshet", actorType: "system" }]);
  expect(await tell("run-3")).toBe(0);
  await expect(sendTest(viewer, webhook.id, clock)).rejects.toMatchObject({ code: "webhook_disabled" });
  expect(await changeWebhook(viewer, webhook.id, { enabled: true }, clock)).toMatchObject({
    status: "active",
    failing_since: null,
  });
  expect(await reconcileAlerts(viewer.workspaceId, alertDeps)).toEqual({ opened: 0, resolved: 1 });
});

test("an endpoint that answers 410 is turned off at once", async () => {
  await add();
  receiver.answerWith({ status: 410 });
  await tell("run-1");
  expect(await attemptDelivery(await newest(), 1, deps)).toEqual({ state: "ended", disabled: "gone" });
});

test("success between failures begins the five days anew", async () => {
  await add();
  receiver.answerWith({ status: 500 });
  await tell("run-1");
  await attemptDelivery(await newest(), 1, deps);
  receiver.answerWith({ status: 204 });
  await attemptDelivery(await newest(), 2, deps);
  now = new Date(now.getTime() + 6 * 86_400_000);
  receiver.answerWith({ status: 500 });
  await tell("run-2");
  expect((await attemptDelivery(await newest(), 1, deps)).state).toBe("again");
});

test("another workspace's webhooks do not exist here; a removed one takes its secret and log with it", async () => {
  const { webhook } = await add();
  await tell("run-1");
  const stranger = await createTestWorkspace();
  expect(await listWebhooks(stranger)).toEqual([]);
  for (const work of [
    () => changeWebhook(stranger, webhook.id, { name: "x" }, clock),
    () => removeWebhook(stranger, webhook.id),
    () => rotateSecret(stranger, webhook.id, clock),
    () => sendTest(stranger, webhook.id, clock),
    () => listDeliveries(stranger, webhook.id, { limit: 5 }),
  ])
    await expect(work()).rejects.toMatchObject({ status: 404 });
  const ref = await newest();
  await removeWebhook(viewer, webhook.id);
  expect(await attemptDelivery(ref, 1, deps)).toEqual({ state: "ended", disabled: null });
  const left = await withWorker(viewer, async (tx) => [
    await tx.$count(webhookEndpoints),
    await tx.$count(webhookSecrets),
  ]);
  expect(left).toEqual([0, 0]);
});
