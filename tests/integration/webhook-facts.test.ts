import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, webhookDeliveries } from "@/drizzle/schema";
import { reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { createWebhook } from "@/lib/notify/webhooks/endpoints";
import { simulator } from "@/lib/providers/meta/simulator";
import { createStandingWorld, type StandingWorld } from "../support/standing-world";

let world: StandingWorld;
let endpointId: string;
let quietId: string;

type Told = { type: string; data: Record<string, unknown> };
const toldTo = async (id: string): Promise<Told[]> => {
  const rows = await world.read((tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.endpointId, id))
      .orderBy(desc(webhookDeliveries.id)),
  );
  return rows.map(({ body }) => JSON.parse(body) as Told);
};
const typesTo = async (id: string) => (await toldTo(id)).map(({ type }) => type);

const kindsIn = (told: Told | undefined) =>
  ((told?.data.alerts ?? []) as { kind: string }[]).map(({ kind }) => kind);

beforeAll(async () => {
  world = await createStandingWorld({
    providerId: "meta",
    simulator,
    seed: "webhook-facts",
    at: "2026-06-10T15:00:00Z",
    size: { campaigns: 1, adsets: 1, ads: 2 },
  });
  const add = async (name: string, only_when_changed: boolean) => {
    const url = "https://hooks.example.com/";
    const events = [
      "sync.completed",
      "sync.failed",
      "connection.needs_reauth",
      "alert.opened",
      "alert.resolved",
    ];
    const wanted = { url, name, events: events as never, only_when_changed };
    return (await createWebhook(world.viewer, wanted, world.clock)).webhook.id;
  };
  endpointId = await add("All", false);
  quietId = await add("Changes", true);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.provider.control("DELETE", "faults");
  await world.read((tx) => tx.delete(webhookDeliveries));
});

test("a sync that ended is told with its counts; one that changed nothing only to those who want it", async () => {
  await world.syncOnSchedule();
  expect(await toldTo(endpointId)).toMatchObject([
    {
      type: "sync.completed",
      data: { connection_id: world.connectionId, trigger: "schedule", status: "succeeded", rows_changed: 0 },
    },
  ]);
  expect(await typesTo(quietId)).toEqual([]);
  await world.provider.control("POST", "advance", { seconds: 7_200 });
  await world.syncOnSchedule();
  const [loud] = await toldTo(quietId);
  expect(loud).toMatchObject({ type: "sync.completed", data: { rows_changed: expect.any(Number) } });
  expect(Number(loud?.data.rows_changed)).toBeGreaterThan(0);
});

test("a failure is told once, its alert once as well, and that it is over when it is", async () => {
  await world.fault("http", { params: { status: 503 } });
  await world.syncOnSchedule();
  await world.reconcile();
  await world.reconcile();
  expect(await typesTo(endpointId)).toEqual(["alert.opened", "sync.failed"]);
  const [opened] = await toldTo(endpointId);
  expect(opened?.data.alerts).toMatchObject([{ kind: "run_failed", connection_id: world.connectionId }]);
  const [row] = await world.read((tx) => tx.select().from(alerts).orderBy(desc(alerts.id)).limit(1));
  expect(row?.notifiedAt).toEqual(world.clock());
  await world.provider.control("DELETE", "faults");
  await world.syncOnSchedule();
  await world.reconcile();
  expect(await typesTo(endpointId)).toEqual([
    "alert.resolved",
    "sync.completed",
    "alert.opened",
    "sync.failed",
  ]);
});

test("alerts of one moment go in one message, and a step nearer to a token's end is not told as an end", async () => {
  await world.reconcile();
  const { workspaceId } = world.viewer;
  const at = (days: number) => new Date(world.clock().getTime() + days * 86_400_000);
  const look = (days: number) =>
    reconcileAlerts(workspaceId, { canRenew: () => false, clock: () => at(days) });
  await look(40);
  const [first] = await toldTo(endpointId);
  expect(first?.type).toBe("alert.opened");
  expect(kindsIn(first).sort()).toEqual(["stale", "token_expiring"]);
  await look(54);
  expect(await typesTo(endpointId)).toEqual(["alert.opened", "alert.opened"]);
  await world.reconcile();
  expect((await typesTo(endpointId))[0]).toBe("alert.resolved");
});

test("a dead grant is told once, besides the failure it caused", async () => {
  await world.fault("expired");
  await world.syncOnSchedule();
  const types = await typesTo(endpointId);
  expect(types.filter((type) => type === "connection.needs_reauth")).toHaveLength(1);
  expect(types).toContain("sync.failed");
  expect(JSON.stringify(await toldTo(endpointId))).not.toMatch(/EAA|token":/);
});

test("an alert nobody was told of ends without a message", async () => {
  await world.read((tx) => tx.update(alerts).set({ notifiedAt: null }));
  await world.reconcile();
  await world.read((tx) => tx.update(alerts).set({ notifiedAt: null }));
  await world.read((tx) => tx.delete(webhookDeliveries));
  const far = { canRenew: () => true, clock: world.clock };
  await world.provider.control("DELETE", "faults");
  await reconcileAlerts(world.viewer.workspaceId, far);
  expect(await typesTo(endpointId)).toEqual([]);
});
