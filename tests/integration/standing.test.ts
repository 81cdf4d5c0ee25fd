import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { syncSchedule } from "@/drizzle/schema";
import { resumeConnection } from "@/lib/connections/pause";
import { listConnections } from "@/lib/connections/read-connections";
import { simulator } from "@/lib/providers/meta/simulator";
import { deliver } from "@/lib/sync/outbox";
import { createStandingWorld, type StandingWorld } from "../support/standing-world";

let world: StandingWorld;

beforeAll(async () => {
  world = await createStandingWorld({
    providerId: "meta",
    simulator,
    seed: "standing",
    at: "2026-06-10T15:00:00Z",
    size: { campaigns: 1, adsets: 1, ads: 2 },
  });
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

const connection = async () => (await listConnections(world.viewer, world.clock))[0];
const schedule = async () => {
  const [row] = await world.read((tx) =>
    tx.select().from(syncSchedule).where(eq(syncSchedule.connectionId, world.connectionId)),
  );
  return row as NonNullable<typeof row>;
};
const restHours = async () =>
  ((await schedule()).backedOffUntil?.getTime() ?? 0) / 3_600_000 - world.clock().getTime() / 3_600_000;

test("passing trouble slows the schedule down, doubling up to a day, says so, and never pauses", async () => {
  await world.fault("http", { params: { status: 503 } });
  const rests: number[] = [];
  for (let failure = 1; failure <= 6; failure += 1) {
    expect((await world.syncOnSchedule()).status).toBe("failed");
    rests.push(Math.round(await restHours()));
  }
  expect(rests).toEqual([2, 4, 8, 16, 24, 24]);
  const { nextSyncAt, backedOffUntil } = await schedule();
  expect(nextSyncAt).toEqual(backedOffUntil);
  expect(await world.status()).toMatchObject({
    consecutive_failures: 6,
    slowed_down_until: backedOffUntil?.toISOString(),
    next_sync_at: backedOffUntil?.toISOString(),
  });
  expect(await connection()).toMatchObject({ status: "active" });
  expect(await world.connection()).toMatchObject({ blockingFailures: 0 });

  await world.provider.control("DELETE", "faults");
  expect((await world.syncOnSchedule()).status).toBe("succeeded");
  expect(await world.status()).toMatchObject({ consecutive_failures: 0, slowed_down_until: null });
  const next = (await schedule()).nextSyncAt;
  expect((next?.getTime() ?? 0) - world.clock().getTime()).toBeLessThanOrEqual(3_600_000);
});

test("a run that fails leaves an event that has the alerts looked at; one of many good ones does not", async () => {
  await deliver(world.viewer.workspaceId, async () => undefined);
  const sent: string[] = [];
  const collect = () =>
    deliver(world.viewer.workspaceId, async (events) => sent.push(...events.map(({ name }) => name)));
  await world.syncOnSchedule();
  await collect();
  await world.fault("html");
  await world.syncOnSchedule();
  await collect();
  await world.provider.control("DELETE", "faults");
  await world.syncOnSchedule();
  await collect();
  const [good, failed, recovered] = [
    ["sync/requested"],
    ["sync/requested", "sync/attention"],
    ["sync/requested", "sync/attention"],
  ];
  expect(sent).toEqual([...good, ...failed, ...recovered]);
});

test("what no waiting helps warns after five failed syncs in a row and pauses after ten, with reason and fix", async () => {
  await world.fault("permission");
  for (let failure = 1; failure <= 10; failure += 1) {
    await world.syncOnSchedule();
    await world.reconcile();
    const expected = failure < 5 ? "run_failed" : failure < 10 ? "failing_repeatedly" : "auto_paused";
    expect([failure, ...(await world.openKinds())]).toEqual([failure, expected]);
  }
  expect(await connection()).toMatchObject({
    status: "paused",
    paused_by: "failures",
    paused_reason: expect.stringMatching(/^Paused after 10 failed syncs in a row\. The last one: .*Meta/),
    paused_fix: expect.stringMatching(/grant access again.*[Rr]esume it in Settings/s),
    next_sync_at: null,
    headline: "paused",
  });
  await expect(world.request()).rejects.toMatchObject({ code: "connection_not_ready" });
  await world.provider.control("DELETE", "faults");
  await resumeConnection(world.viewer, world.connectionId, world.clock);
  expect(await connection()).toMatchObject({
    status: "active",
    paused_by: null,
    paused_reason: null,
    paused_fix: null,
  });
  await world.syncOnSchedule();
  await world.reconcile();
  expect(await world.openKinds()).toEqual([]);
});

test("passing trouble between lasting trouble neither counts nor forgives; a success forgives", async () => {
  await world.fault("permission");
  for (let failure = 0; failure < 2; failure += 1) await world.syncOnSchedule();
  await world.provider.control("DELETE", "faults");
  await world.fault("http", { params: { status: 503 } });
  await world.syncOnSchedule();
  expect(await world.connection()).toMatchObject({ consecutiveFailures: 3, blockingFailures: 2 });
  await world.provider.control("DELETE", "faults");
  await world.syncOnSchedule();
  expect(await world.connection()).toMatchObject({ consecutiveFailures: 0, blockingFailures: 0 });
});
