import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Truth } from "@/lib/providers/contract";
import {
  comparable,
  contextOf,
  google,
  moments,
  monthSlicesOf,
  readAll,
  sliceOf,
  slicesOf,
  startWorld,
  type World,
} from "./google-world";

const listings = { campaigns: "campaign", adsets: "adset", ads: "ad", creatives: "creative" } as const;
const metrics = {
  ...({ account_metrics: "account", campaign_metrics: "campaign" } as const),
  ...({ adset_metrics: "adset", ad_metrics: "ad" } as const),
};
type Listing = keyof typeof listings;
type Measured = keyof typeof metrics;

describe.each([
  ["autumn", moments.autumn],
  ["spring, when clocks change", moments.spring],
])("in %s", (_, at) => {
  let world: World;
  let truth: Truth;
  beforeAll(async () => {
    world = await startWorld({ at });
    await world.control("POST", "limits", { unmetered: true });
    truth = await world.truth();
  });
  afterAll(() => world.stop());

  test("the person's customers are found directly and below both managers", async () => {
    const listed = await google.listAccounts(await contextOf(world));
    expect(comparable(listed, ["route"])).toEqual(comparable(truth.accounts));
  });

  test.each(Object.entries(listings))("%s are complete, removed ones included", async (stream, kind) => {
    const context = await contextOf(world);
    for (const { externalId } of truth.accounts) {
      const { rows, rejected } = await readAll(context, stream as Listing, sliceOf(truth, externalId));
      const right = truth.entities.filter((e) => e.kind === kind && e.accountExternalId === externalId);
      expect(right.length).toBeGreaterThan(0);
      expect(comparable(rows, ["attributes"])).toEqual(comparable(right));
      expect(rejected).toEqual([]);
    }
  });

  test.each(Object.entries(metrics))("90 days of %s are exact", async (stream, level) => {
    const context = await contextOf(world);
    for (const { externalId } of truth.accounts) {
      const rows: object[] = [];
      for (const slice of slicesOf(truth, externalId)) {
        const read = await readAll(context, stream as Measured, slice);
        rows.push(...read.rows);
        expect(read.rejected).toEqual([]);
      }
      const right = truth.metrics.filter((m) => m.level === level && m.accountExternalId === externalId);
      expect(right.length).toBeGreaterThan(50);
      expect(comparable(rows)).toEqual(comparable(right));
    }
  });

  test("audiences of three months are exact, age and gender apart", async () => {
    const context = await contextOf(world);
    const rows: object[] = [];
    for (const { externalId } of truth.accounts) {
      for (const slice of monthSlicesOf(truth, externalId))
        rows.push(...(await readAll(context, "demographics", slice)).rows);
    }
    expect(comparable(rows)).toEqual(comparable(truth.demographics));
    expect(new Set(truth.demographics.map(({ dimension }) => dimension))).toEqual(new Set(["age", "gender"]));
  });
});

test("days come out the same on many pages, and a question with all its pages is one operation", async () => {
  const world = await startWorld({ seed: "pages" });
  await world.control("POST", "limits", { unmetered: true });
  await world.control("POST", "limits", { rowsPerPage: 83 });
  const truth = await world.truth(30);
  const context = await contextOf(world);
  const slice = sliceOf(truth);
  for (const [stream, level] of Object.entries(metrics)) {
    context.spent.length = 0;
    const { rows, cursors } = await readAll(context, stream as Measured, slice);
    const own = ({ level: of, accountExternalId: account }: (typeof truth.metrics)[number]) =>
      of === level && account === slice.accountExternalId;
    expect(comparable(rows)).toEqual(comparable(truth.metrics.filter(own)));
    if (stream === "ad_metrics") {
      expect(cursors.length).toBeGreaterThan(5);
      expect(context.spent.filter((keys) => keys.length > 0).length).toBe(2);
    }
  }
  await world.stop();
});
