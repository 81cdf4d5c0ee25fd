import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dailyMetrics, entities } from "@/drizzle/schema";
import { Reconciliation } from "@/lib/api/reconciliation";
import { reconcileTotals } from "@/lib/insights/reconciliation";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "reconcile",
    at: "2026-06-10T15:00:00Z",
  });
  await world.sync();
});
afterAll(() => world.stop());

const reconcile = async (query: { from?: string; to?: string } = {}) =>
  Reconciliation.parse(await reconcileTotals(world.viewer, world.connectionId, query, world.clock));
const on = async (day: string, accountId: string) =>
  (await reconcile({ from: day, to: day })).days.find(({ account_id }) => account_id === accountId);
const reasons = (day: Awaited<ReturnType<typeof on>>, level: string) =>
  Object.fromEntries(
    (day?.checks ?? [])
      .filter((check) => check.level === level)
      .map(({ metric, reason }) => [metric, reason]),
  );

/** A campaign with spend on a day, its account, and its ads. */
async function aCampaign(day: string, skip = 0) {
  const { connectionId } = world;
  const [row] = await world.read((tx) =>
    tx
      .select()
      .from(dailyMetrics)
      .where(
        and(
          eq(dailyMetrics.connectionId, connectionId),
          eq(dailyMetrics.level, "campaign"),
          eq(dailyMetrics.date, day),
          sql`${dailyMetrics.clicks} > 0`,
        ),
      )
      .orderBy(dailyMetrics.entityExternalId)
      .offset(skip)
      .limit(1),
  );
  const campaign = row?.entityExternalId ?? "";
  const things = await world.read((tx) =>
    tx.select().from(entities).where(eq(entities.connectionId, connectionId)),
  );
  const adsets = things.filter(
    ({ kind, parentExternalId }) => kind === "adset" && parentExternalId === campaign,
  );
  const parents = new Set(adsets.map(({ externalId }) => externalId));
  const ads = things.filter(
    ({ kind, parentExternalId }) => kind === "ad" && parents.has(parentExternalId ?? ""),
  );
  return { campaign, account: row?.accountExternalId ?? "", ads: ads.map(({ externalId }) => externalId) };
}
const ofAds = (ads: string[], day: string) =>
  and(
    eq(dailyMetrics.connectionId, world.connectionId),
    eq(dailyMetrics.level, "ad"),
    eq(dailyMetrics.date, day),
    inArray(dailyMetrics.entityExternalId, ads),
  );
const nothing = { spendMicros: 0n, impressions: 0n, clicks: 0n };

test("after a whole sync every account day equals its campaigns and its ads", async () => {
  const { status, days_checked, days_with_gap, days, from, to } = await reconcile({ from: "2026-03-15" });
  expect({ status, days_with_gap, from, to }).toEqual({
    status: "ok",
    days_with_gap: 0,
    from: "2026-03-15",
    to: "2026-06-11",
  });
  expect(days_checked).toBeGreaterThan(150);
  const open = days
    .flatMap(({ checks }) => checks)
    .filter(({ reason }) => reason !== null && reason !== "rounding");
  expect(open).toEqual([]);
});

test("ads that were not read since are told apart from ads that are missing", async () => {
  await world.advance(900);
  const { run } = await world.runNow((await world.request("incremental", "schedule")).runId);
  expect(run.lanes).toEqual(["today"]);
  const { status, days } = await reconcile({ from: "2026-06-09" });
  const found = days.flatMap(({ checks }) => checks).filter(({ reason }) => reason !== null);
  expect(status).toBe("ok");
  expect(found.map(({ level, reason }) => `${level} ${reason}`)).toContain("ad not_yet_read");
  expect(found.filter(({ level }) => level === "campaign")).toEqual([]);
});

test("numbers of ads that were deleted since explain the gap, and it counts as one", async () => {
  const day = "2026-05-20";
  const { account, ads } = await aCampaign(day);
  await world.read(async (tx) => {
    await tx.update(dailyMetrics).set(nothing).where(ofAds(ads, day));
    await tx
      .update(entities)
      .set({ deletedAt: world.clock() })
      .where(and(eq(entities.connectionId, world.connectionId), inArray(entities.externalId, ads)));
  });
  const found = await on(day, account);
  expect([found?.status, found?.finality]).toEqual(["gap", "settling"]);
  expect(reasons(found, "ad")).toMatchObject({ spend: "deleted_entities", impressions: "deleted_entities" });
  expect(reasons(found, "campaign")).toEqual({ spend: null, impressions: null, clicks: null });
  expect((await reconcile()).status).toBe("gap");
});

test("a campaign that never listed an ad is performance without ads", async () => {
  const day = "2026-05-21";
  const { account, ads } = await aCampaign(day, 1);
  await world.read(async (tx) => {
    await tx.delete(dailyMetrics).where(ofAds(ads, day));
    await tx
      .delete(entities)
      .where(and(eq(entities.connectionId, world.connectionId), inArray(entities.externalId, ads)));
  });
  expect(reasons(await on(day, account), "ad")).toMatchObject({ spend: "performance_without_ads" });
});

test("a cent is rounding, and what nothing explains is called that", async () => {
  const day = "2026-05-22";
  const { campaign, account } = await aCampaign(day, 2);
  const lower = (by: bigint) =>
    world.read((tx) =>
      tx
        .update(dailyMetrics)
        .set({ spendMicros: sql`spend_micros - ${String(by)}::bigint` })
        .where(
          and(
            eq(dailyMetrics.connectionId, world.connectionId),
            eq(dailyMetrics.level, "campaign"),
            eq(dailyMetrics.entityExternalId, campaign),
            eq(dailyMetrics.date, day),
          ),
        ),
    );
  await lower(10_000n);
  const rounded = await on(day, account);
  expect([reasons(rounded, "campaign").spend, rounded?.status]).toEqual(["rounding", "ok"]);
  await lower(90_000_000n);
  const off = await on(day, account);
  expect([reasons(off, "campaign").spend, off?.status]).toEqual(["unexplained", "gap"]);
  expect(off?.checks.find(({ level, metric }) => level === "campaign" && metric === "spend")?.gap).toBe(
    "90.01",
  );
});

test("another workspace's connection cannot be reconciled", async () => {
  const stranger = await createTestWorkspace();
  await expect(reconcileTotals(stranger, world.connectionId, {}, world.clock)).rejects.toMatchObject({
    status: 404,
  });
});
