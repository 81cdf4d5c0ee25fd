import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionAccounts, syncRuns, syncSlices } from "@/drizzle/schema";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    seed: "many",
    at: "2026-06-10T15:00:00Z",
    size: { accounts: 12, campaigns: 1, adsets: 1, ads: 1 },
  });
});
afterAll(() => world?.stop());

test("a first sync of many accounts goes through in small steps, whatever its plan's length", async () => {
  expect(await world.accounts()).toHaveLength(12);
  const { status, run } = await world.sync();
  expect(status).toBe("succeeded");
  expect(run.part).toBeGreaterThan(5);
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(await world.truth()));
});

test("an account that is refused does not have the others read again at every slot", async () => {
  const [denied] = await world.accounts();
  await world.provider.control("POST", "faults", {
    kind: "permission",
    route: `* *${denied?.externalId}*`,
  });
  await world.sync("full");
  await world.advance(600);
  const { runId } = await world.request("incremental", "schedule");
  const { status, run } = await world.runNow(runId);
  await world.provider.control("DELETE", "faults");
  expect({ status, lanes: run.lanes }).toEqual({ status: "partial", lanes: ["today"] });
});

test("an account that was not read for longer than a usual sync reaches back is imported anew", async () => {
  const [account, ...others] = (await world.accounts()).map(({ externalId }) => externalId);
  const daysAgo = (days: number) => new Date(world.clock().getTime() - days * 86_400_000);
  await world.sync("full");
  await world.read((tx) =>
    tx
      .update(connectionAccounts)
      .set({ lastSyncedAt: daysAgo(40) })
      .where(eq(connectionAccounts.externalId, account ?? "")),
  );
  await world.read((tx) => tx.update(syncRuns).set({ queuedAt: daysAgo(2) }));
  const { run } = await world.sync();
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, run.id)));
  const oldestOf = (id: string | undefined) =>
    slices
      .flatMap((s) => (s.accountExternalId === id && s.stream === "campaign_metrics" ? [s.fromDay] : []))
      .sort()[0] ?? "";
  expect(oldestOf(account) < oldestOf(others[0])).toBe(true);
});
