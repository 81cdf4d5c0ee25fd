import { afterEach, beforeEach, expect, test } from "vitest";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import { withWorkspace } from "@/lib/db/transaction";
import { maxAttempts } from "@/lib/domain/webhook";
import { getDelivery } from "@/lib/notify/webhooks/deliveries";
import { listWebhooks } from "@/lib/notify/webhooks/endpoints";
import { verify } from "../support/webhook-receiver";
import { createWebhookWorld, type WebhookWorld } from "../support/webhook-world";

let world: WebhookWorld;
beforeEach(async () => {
  world = await createWebhookWorld();
});
afterEach(() => world.receiver.stop());

test("a message arrives with a signature the reference library accepts, and its answer is kept", async () => {
  const { secret } = await world.add();
  world.receiver.answerWith({ status: 200, body: "thanks\n<b>you</b>" });
  expect(await world.tell("run-1")).toBe(1);
  const ref = await world.newest();
  expect(await world.attempt(ref, 1)).toEqual({ state: "ended", disabled: null });
  const [message] = world.receiver.received;
  if (!message) throw new Error("nothing arrived");
  expect(verify(secret.reveal(), message)).toEqual({
    type: "sync.completed",
    timestamp: world.clock().toISOString(),
    data: { job_id: "run-1" },
  });
  expect(message.headers).toMatchObject({ "webhook-id": ref.deliveryId, "content-type": "application/json" });
  expect(() => verify(secret.reveal(), { ...message, body: message.body.replace("1", "2") })).toThrow();
  expect(await getDelivery(world.viewer, ref.endpointId, ref.deliveryId)).toMatchObject({
    delivery: { status: "delivered", attempts: 1, last_status: 200, last_error: null },
    attempts: [{ attempt: 1, status: 200, excerpt: "thanks <b>you</b>", error: null }],
  });
  expect((await listWebhooks(world.viewer))[0]?.last_success_at).toBe(world.clock().toISOString());
});

test("the message is written with the fact: a fact that is undone is told to nobody, one told twice once", async () => {
  await world.add();
  await expect(
    withWorkspace(world.viewer, async (tx) => {
      const { workspaceId } = world.viewer;
      await tellWebhooks(tx, { workspaceId, type: "sync.completed", key: "x", at: world.clock(), data: {} });
      throw new Error("the fact failed");
    }),
  ).rejects.toThrow();
  expect(await world.waiting()).toEqual([]);
  expect([await world.tell("run-1"), await world.tell("run-1")]).toEqual([1, 0]);
  expect(await world.waiting()).toHaveLength(1);
});

test("an endpoint hears only of what it asked for, and of quiet syncs only where it wants them", async () => {
  await world.add({ name: "Changes" });
  await world.add({ name: "Everything", only_when_changed: false });
  await world.add({ name: "Alerts", events: ["alert.opened"] });
  expect(await world.tell("quiet", true)).toBe(1);
  expect(await world.tell("loud")).toBe(2);
});

test("a failed attempt is tried again later under the same id, longer each time, until its attempts are used up", async () => {
  await world.add();
  world.receiver.answerWith({ status: 500, body: "Bearer abc.def broken" });
  await world.tell("run-1");
  const ref = await world.newest();
  const waits: number[] = [];
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    const result = await world.attempt(ref, attempt);
    if (result.state !== "again") throw new Error(`attempt ${attempt} was the last`);
    waits.push((Date.parse(result.at) - world.clock().getTime()) / 1_000);
    world.goTo(new Date(result.at));
  }
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(await world.deliveryOf(ref)).toMatchObject({ status: "pending", last_error: "It answered 500." });
  expect(await world.attempt(ref, maxAttempts)).toEqual({ state: "ended", disabled: null });
  expect(await world.deliveryOf(ref)).toMatchObject({ status: "failed", attempts: maxAttempts });
  expect(new Set(world.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  const { attempts } = await getDelivery(world.viewer, ref.endpointId, ref.deliveryId);
  expect(attempts[0]?.excerpt).toBe("[secret] broken");
});

test("a receiver that asks for time gets it", async () => {
  await world.add();
  world.receiver.answerWith({ status: 429, headers: { "retry-after": "3600" } });
  await world.tell("run-1");
  expect(await world.attempt(await world.newest(), 1)).toEqual({
    state: "again",
    at: new Date(world.clock().getTime() + 3_600_000).toISOString(),
  });
});

test("a redirect is a failure and is not followed", async () => {
  await world.add();
  world.receiver.answerWith({ status: 302, headers: { location: world.receiver.url } });
  await world.tell("run-1");
  const ref = await world.newest();
  expect((await world.attempt(ref, 1)).state).toBe("again");
  expect(world.receiver.received).toHaveLength(1);
});

test("a name that leads into a private network by the time of sending is not connected to", async () => {
  await world.add({ url: "https://hooks.example.com/" });
  await world.tell("run-1");
  const ref = await world.newest();
  const resolve = async () => ["169.254.169.254"];
  expect((await world.attempt(ref, 1, resolve)).state).toBe("again");
  expect(await world.deliveryOf(ref)).toMatchObject({
    last_status: null,
    last_error: "The name of the address leads into a private network.",
  });
});
