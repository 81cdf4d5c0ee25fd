import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { syncSlices } from "@/drizzle/schema";
import { linkedin } from "@/lib/providers/linkedin";
import { createStandingWorld, type StandingWorld } from "../support/standing-world";
import { createSyncWorld } from "../support/sync-world";

const days = 8;
const { firstSyncDays } = linkedin.limits;
const at = "2026-06-10T15:00:00Z";
let world: StandingWorld;

beforeAll(async () => {
  // The registry's own object: the engine plans with it in this process.
  linkedin.limits.firstSyncDays = days;
  const seed = "linkedin-sync?accounts=2&campaigns=3&adsets=2&ads=3";
  world = await createStandingWorld({ providerId: "linkedin", seed, at });
});
afterEach(() => world.provider.control("DELETE", "faults"));
afterAll(async () => {
  linkedin.limits.firstSyncDays = firstSyncDays;
  await world.stop();
});

test("campaign groups, campaigns and creatives and their days are what is true; reading them again writes nothing", async () => {
  const truth = await world.truth(days);
  expect(new Set(truth.metrics.map(({ level }) => level))).toEqual(
    new Set(["account", "campaign", "adset", "ad"]),
  );
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
  expect(await world.storedDemographics()).toEqual(world.expectedDemographics(truth));
  expect(await world.missingEntities(truth)).toEqual([]);
  const { run } = await world.sync("full");
  const { inserted, updated, deleted, revisions } = run;
  expect({ inserted, updated, deleted, revisions }).toEqual({
    inserted: 0,
    updated: 0,
    deleted: 0,
    revisions: 0,
  });
  expect(run.fetched).toBeGreaterThan(500);
});

test("after the world moves exactly the changed cells have revisions", async () => {
  const before = await world.storedMetrics();
  await world.advance(26 * 3_600);
  const { run, status } = await world.sync("full");
  expect(status).toBe("succeeded");
  const after = await world.storedMetrics();
  expect(after).toEqual({ ...before, ...world.expectedMetrics(await world.truth(days)) });
  expect(await world.revisionsOf(run.id)).toEqual(world.changedCells(before, after));
  expect(run.revisions).toBeGreaterThan(10);
});

test("a retired version fails the run and opens an alert for us; the connection stays as it is and goes on later", async () => {
  await world.fault("retired_version", { on: "data" });
  const { status, run } = await world.syncOnSchedule();
  expect(status).toBe("failed");
  expect(run).toMatchObject({
    errorCode: "config_invalid.version",
    errorMessage: "LinkedIn Ads does not accept what we asked for.",
  });
  await world.reconcile();
  expect(await world.openAlerts()).toMatchObject([
    { kind: "run_failed", status: "open", fix: expect.any(String) },
  ]);
  expect(await world.connection()).toMatchObject({ status: "active" });
  await world.provider.control("DELETE", "faults");
  expect((await world.syncOnSchedule()).status).toBe("succeeded");
  await world.reconcile();
  expect(await world.openAlerts()).toEqual([]);
});

test("a daily allowance that is used up is waited for until after midnight UTC", async () => {
  const { waits } = world;
  waits.length = 0;
  const now = world.clock();
  await world.provider.fault("member_quota", { on: "data", times: 1 });
  const { status } = await world.sync("full");
  expect(status).toBe("succeeded");
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 0, 5);
  expect(Math.max(...waits)).toBe(midnight - now.getTime());
});

test("an account that may no longer be read keeps its numbers, and the other one goes on", async () => {
  const [lost = ""] = (await world.accounts()).map(({ externalId }) => externalId);
  const grant = (granted: boolean) => world.provider.control("POST", "access", { account: lost, granted });
  const before = await world.storedMetrics();
  await grant(false);
  await world.advance(3_600);
  const { run, status } = await world.syncOnSchedule();
  await grant(true);
  expect(status).toBe("partial");
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, run.id)));
  const codes = (isLost: boolean) =>
    new Set(slices.filter((one) => (one.accountExternalId === lost) === isLost).map((one) => one.errorCode));
  expect(codes(true)).toEqual(new Set(["permission_lost.access_denied"]));
  expect(codes(false)).toEqual(new Set([null]));
  const zeroed = Object.entries(await world.storedMetrics()).filter(
    ([cell, value]) => value === "0" && Number(before[cell] ?? 0) > 0,
  );
  expect(zeroed).toEqual([]);
});

test("weeks that do not fit into 15,000 rows are read day by day and land whole", async () => {
  const seed = "linkedin-cap?accounts=1&campaigns=20&adsets=10&ads=26";
  const large = await createSyncWorld({ providerId: "linkedin", seed, at });
  const { status, run } = await large.sync();
  expect({ status, error: run.errorCode }).toEqual({ status: "succeeded", error: null });
  const slices = await large.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, run.id)));
  const ofAds = slices.filter(({ stream }) => stream === "ad_metrics");
  expect(ofAds.filter((slice) => slice.status === "skipped").length).toBe(2);
  expect(ofAds.filter((slice) => slice.status === "done").length).toBe(days);
  const truth = await large.truth(days);
  expect(truth.metrics.filter(({ level }) => level === "ad").length).toBeGreaterThan(15_000);
  expect(await large.storedMetrics()).toEqual(large.expectedMetrics(truth));
  await large.stop();
}, 240_000);
