import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  comparable,
  contextOf,
  meta,
  moments,
  monthSlicesOf,
  readAll,
  slicesOf,
  startWorld,
  type World,
} from "./meta-world";

const listings = { campaigns: "campaign", adsets: "adset", ads: "ad", creatives: "creative" } as const;
const metrics = {
  ...({ account_metrics: "account", campaign_metrics: "campaign" } as const),
  ...({ adset_metrics: "adset", ad_metrics: "ad" } as const),
} as const;

describe.each(Object.entries(moments))("in %s", (_, at) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at });
    await world.control("POST", "limits", { callsPerHour: 10_000 });
  });
  afterAll(() => world.stop());

  test("the person's accounts are the world's", async () => {
    const { accounts } = await world.truth(1);
    expect(await meta.listAccounts(await contextOf(world))).toEqual(
      expect.arrayContaining(accounts.map((account) => expect.objectContaining(account))),
    );
  });

  test.each(Object.entries(listings))("%s are complete, archived ones included", async (stream, kind) => {
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
  });

  test.each(Object.entries(metrics))("90 days of %s are exact", async (stream, level) => {
    const truth = await world.truth();
    const context = await contextOf(world);
    for (const { externalId } of truth.accounts) {
      const rows: object[] = [];
      for (const slice of slicesOf(truth, externalId)) {
        rows.push(...(await readAll(context, stream as keyof typeof metrics, slice)).rows);
      }
      const right = truth.metrics.filter((m) => m.level === level && m.accountExternalId === externalId);
      expect(right.length).toBeGreaterThan(50);
      expect(comparable(rows)).toEqual(comparable(right));
    }
  });

  test("90 days of audiences are exact", async () => {
    const truth = await world.truth();
    const context = await contextOf(world);
    const rows: object[] = [];
    for (const { externalId } of truth.accounts) {
      for (const slice of monthSlicesOf(truth, externalId))
        rows.push(...(await readAll(context, "demographics", slice)).rows);
    }
    expect(comparable(rows)).toEqual(comparable(truth.demographics));
  });
});
