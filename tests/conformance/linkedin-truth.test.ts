import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  comparable,
  contextOf,
  linkedin,
  moments,
  monthSlicesOf,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./linkedin-world";

const listings = { campaigns: "campaign", adsets: "adset", ads: "ad", creatives: "creative" } as const;
const metrics = {
  account_metrics: "account",
  campaign_metrics: "campaign",
  adset_metrics: "adset",
  ad_metrics: "ad",
} as const;

describe.each([
  ["autumn", moments.autumn],
  ["newYear", moments.newYear],
])("in %s", (_, at) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at });
  });
  afterAll(() => world.stop());

  test("the member's accounts are the world's", async () => {
    const { accounts } = await world.truth(1);
    const listed = await linkedin.listAccounts(await contextOf(world));
    expect(comparable(listed)).toEqual(comparable(accounts));
  });

  test.each(Object.entries(listings))(
    "%s are complete, archived ones included, and have readable names",
    async (stream, kind) => {
      const truth = await world.truth(1);
      const context = await contextOf(world);
      for (const { externalId } of truth.accounts) {
        const [slice] = slicesOf(truth, externalId);
        if (!slice) throw new Error("no slice");
        const { rows, rejected } = await readAll(context, stream as keyof typeof listings, slice);
        const right = truth.entities.filter((e) => e.kind === kind && e.accountExternalId === externalId);
        expect(right.length).toBeGreaterThan(0);
        expect(comparable(rows, ["attributes"])).toEqual(comparable(right));
        expect(rejected).toEqual([]);
      }
    },
  );

  test.each(Object.entries(metrics))("90 days of %s are exact", async (stream, level) => {
    const truth = await world.truth();
    const context = await contextOf(world);
    for (const { externalId } of truth.accounts) {
      const rows: object[] = [];
      for (const slice of slicesOf(truth, externalId)) {
        const read = await readAll(context, stream as keyof typeof metrics, slice);
        expect(read.rejected).toEqual([]);
        rows.push(...read.rows);
      }
      const right = truth.metrics.filter((m) => m.level === level && m.accountExternalId === externalId);
      expect(right.length).toBeGreaterThan(50);
      expect(comparable(rows)).toEqual(comparable(right));
    }
  });

  test("90 days of audiences are exact, by name", async () => {
    const truth = await world.truth();
    const context = await contextOf(world);
    const rows: object[] = [];
    for (const { externalId } of truth.accounts)
      for (const slice of monthSlicesOf(truth, externalId))
        rows.push(...(await readAll(context, "demographics", slice)).rows);
    expect(rows.length).toBeGreaterThan(500);
    expect(comparable(rows)).toEqual(comparable(truth.demographics));
    const values = truth.demographics.map(({ dimension, value }) => `${dimension}: ${value}`);
    expect(values).toEqual(
      expect.arrayContaining([
        "seniority: CXO",
        "company_size: 10001+",
        "country: Germany",
        "region: 90009790",
      ]),
    );
  });
});
