import { afterAll, beforeAll, expect, test } from "vitest";
import { DemographicsQuery, DemographicsResponse } from "@/lib/api/demographics";
import { fromMicros } from "@/lib/domain/money";
import { readDemographics } from "@/lib/insights/demographics";
import type { Truth } from "@/lib/providers/contract";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

const range = { from: "2026-05-20", to: "2026-06-10" };
const size = { accounts: 3, campaigns: 2, adsets: 1, ads: 2 };

let worlds: SyncWorld[];
beforeAll(async () => {
  const start = async (providerId: string) => {
    const world = await createSyncWorld({ providerId, seed: "audience", at: "2026-06-10T15:00:00Z", size });
    await world.sync();
    return world;
  };
  worlds = [await start("linkedin"), await start("meta")];
});
afterAll(() => Promise.all(worlds.map((world) => world.stop())));

const ask = async (world: SyncWorld, query: Record<string, unknown> = {}, viewer = world.viewer) => {
  const asked = DemographicsQuery.parse({ connectionId: world.connectionId, ...range, ...query });
  return DemographicsResponse.parse(await readDemographics(viewer, asked, world.clock));
};

type Line = Record<"spend" | "impressions" | "clicks" | "conversions", bigint>;

/** What the simulator's world sums up to in the months of the range, by currency, dimension and value. */
function trueSums({ accounts, demographics: rows }: Truth): Record<string, Record<string, string>> {
  const currencyOf = new Map(accounts.map(({ externalId, currency }) => [externalId, currency]));
  const sums = new Map<string, Line>();
  for (const row of rows.filter(({ from, to }) => from <= range.to && to >= range.from)) {
    const key = `${currencyOf.get(row.accountExternalId)} ${row.dimension} ${row.value}`;
    const sum = sums.get(key) ?? { spend: 0n, impressions: 0n, clicks: 0n, conversions: 0n };
    sum.spend += BigInt(row.spendMicros ?? 0);
    sum.impressions += BigInt(row.impressions ?? 0);
    sum.clicks += BigInt(row.clicks ?? 0);
    sum.conversions += BigInt(row.conversionsMicros ?? 0);
    sums.set(key, sum);
  }
  const shown = ({ spend, impressions, clicks, conversions }: Line) => ({
    ...{ spend: fromMicros(spend), impressions: String(impressions), clicks: String(clicks) },
    conversions: String(Number(conversions) / 1_000_000),
  });
  return Object.fromEntries([...sums].map(([key, sum]) => [key, shown(sum)]));
}

test("sums per audience are those of the provider's world, whole months of it, and no currency meets another", async () => {
  for (const world of worlds) {
    const { rows } = await ask(world, { limit: 1_000 });
    const told = Object.fromEntries(
      rows.map(({ currency, dimension, value, spend, impressions, clicks, conversions }) => [
        `${currency} ${dimension} ${value}`,
        { spend, impressions: `${impressions}`, clicks: `${clicks}`, conversions: `${conversions}` },
      ]),
    );
    expect(told).toEqual(trueSums(await world.truth()));
    expect(rows.length).toBeGreaterThan(20);
  }
});

test("what it covers is told: each month up to the day it was read, of how many accounts of a currency", async () => {
  for (const world of worlds) {
    const { from, to, months } = await ask(world);
    expect({ from, to }).toEqual(range);
    const known = await world.accounts();
    for (const month of months) {
      expect(month.from).toMatch(/^2026-0[56]-01$/);
      if (month.from === "2026-05-01") expect(month.to).toBe("2026-05-31");
      else expect(month.to).toMatch(/^2026-06-1[01]$/);
    }
    const of = (currency: string) => known.filter((account) => account.currency === currency).length;
    const ofMay = months.filter((month) => month.from === "2026-05-01");
    expect(ofMay.map(({ currency, accounts }) => [currency, accounts])).toEqual(
      [...new Set(known.map(({ currency }) => currency))].sort().map((currency) => [currency, of(currency)]),
    );
  }
});

test("values beyond the limit are one row, so that shares stay right, and one dimension can be asked for", async () => {
  const [linkedin] = worlds as [SyncWorld];
  const all = await ask(linkedin, { dimension: "job_title", limit: 1_000 });
  expect(new Set(all.rows.map(({ dimension }) => dimension))).toEqual(new Set(["job_title"]));
  const { currency = "" } = all.rows[0] ?? {};
  const own = ({ rows }: DemographicsResponse) => rows.filter((row) => row.currency === currency);
  const few = own(await ask(linkedin, { dimension: "job_title", limit: 2 }));
  expect(few.map(({ value, values }) => [value === null, values])).toEqual([
    [false, 1],
    [false, 1],
    [true, own(all).length - 2],
  ]);
  const clicks = (rows: { clicks: number | null }[]) => rows.reduce((sum, row) => sum + (row.clicks ?? 0), 0);
  expect(clicks(few)).toBe(clicks(own(all)));
});

test("nothing is told of days without an audience, nor to another workspace", async () => {
  const [world] = worlds as [SyncWorld];
  expect(await ask(world, { from: "2020-01-01", to: "2020-01-31" })).toMatchObject({ months: [], rows: [] });
  const missing = { code: "not_found", status: 404 };
  await expect(ask(world, {}, await createTestWorkspace())).rejects.toMatchObject(missing);
  await expect(ask(world, { connectionId: "no-uuid" })).rejects.toMatchObject(missing);
  expect(
    DemographicsQuery.safeParse({ connectionId: "x", from: "2026-02-02", to: "2026-02-01" }).success,
  ).toBe(false);
});
