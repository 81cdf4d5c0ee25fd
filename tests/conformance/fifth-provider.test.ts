import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getProvider, listProviders } from "@/lib/providers";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { simulator } from "../support/tally/simulator";

// The one line a fifth provider adds to the registry; its folder is tests/support/tally.
vi.mock("@/lib/providers/registry", async (read) => ({
  ...(await read<object>()),
  tally: (await import("../support/tally")).tally,
}));

let world: SyncWorld;
beforeEach(async () => {
  world = await createSyncWorld({
    providerId: "tally",
    simulator,
    seed: "fifth",
    at: "2026-06-10T15:00:00Z",
  });
});
afterEach(() => world.stop());

const days = () => getProvider("tally").limits.firstSyncDays;
async function expectTruth() {
  const truth = await world.truth(days());
  expect(truth.metrics.length).toBeGreaterThan(100);
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
  expect(await world.missingEntities(truth)).toEqual([]);
}

test("a provider that is one folder and one line stands beside the others, connects and lists its accounts", async () => {
  expect(listProviders().map(({ id }) => id)).toContain("tally");
  expect((await world.connection())?.name).toBe("Tally Ads · Robin Sandbox");
  expect((await world.accounts()).length).toBe(3);
});

test("its first sync lands what is true over several pages, its second writes nothing", async () => {
  const { status, run } = await world.sync();
  expect({ status, error: run.errorMessage }).toEqual({ status: "succeeded", error: null });
  await expectTruth();
  const again = (await world.sync("full")).run;
  expect([again.inserted, again.updated, again.deleted, again.revisions]).toEqual([0, 0, 0, 0]);
  expect(again.unchanged).toBe(again.fetched);
});

test("its faults meet the same engine: a throttle is waited for, a passing error is asked again", async () => {
  await world.provider.fault("rate_limited", { on: "data", times: 1, params: { retryAfter: "900" } });
  await world.provider.fault("truncated", { on: "data", times: 2, skip: 2 });
  expect((await world.sync()).status).toBe("succeeded");
  expect(Math.max(...world.waits)).toBe(900_000);
  await expectTruth();
});

test("an account it refuses leaves its others whole", async () => {
  await world.provider.fault("permission", { account: "T1001" });
  const { status, run } = await world.sync();
  expect([status, run.errorCode]).toEqual(["partial", "permission_lost"]);
  await world.provider.control("DELETE", "faults");
  expect((await world.sync("full")).status).toBe("succeeded");
  await expectTruth();
});
