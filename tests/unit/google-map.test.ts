import { describe, expect, test } from "vitest";
import { noConversions } from "@/lib/providers/google/conversions";
import { readRows } from "@/lib/providers/google/listing";
import {
  toAd,
  toAdGroup,
  toAssetGroup,
  toCampaign,
  toCreative,
  toMeasures,
} from "@/lib/providers/google/map";
import { GoogleAdsRow, SearchAnswer, StreamAnswer } from "@/lib/providers/google/schema";
import { readJsonFixture } from "../support/fixtures";

type Rows = Record<"row_search_term" | "row_ad_policy", unknown>;
const recorded = readJsonFixture<Rows>("google/opteo-rest-rows.json", "rows of real accounts are read");

const parse = (row: unknown) => GoogleAdsRow.parse(row);
const request = {
  accountExternalId: "1781900691",
  timezone: "Europe/Berlin",
  currency: "EUR",
  range: { from: "2026-11-01", to: "2026-11-21" },
  cursor: null,
};

describe.skipIf(!recorded)("rows of real accounts", () => {
  test("a day keeps every digit of its money and rounds fractions to the sixth place", () => {
    const { metrics, segments } = parse(recorded?.row_search_term);
    expect(segments?.date).toBe("2023-01-27");
    expect(metrics).toMatchObject({ costMicros: 312_690_000n, clicks: 486n, impressions: 1_149n });
    expect(toMeasures(metrics, noConversions)).toMatchObject({
      spendMicros: 312_690_000n,
      conversionsMicros: 0n,
    });
  });

  test("an ad without id and name goes by its resource names", () => {
    const row = parse(recorded?.row_ad_policy);
    expect(toAd("3827277046", row)).toMatchObject({
      externalId: "60447916982~316364195445",
      parentExternalId: "60447916982",
      name: "316364195445",
      attributes: { finalUrls: ["https://opteo.com"], creative_id: "316364195445" },
    });
    expect(toCreative("3827277046", row)).toMatchObject({ externalId: "316364195445" });
  });
});

test("only selected resource names still say which things a row is about", () => {
  const row = parse({
    campaign: { resourceName: "customers/1781900691/campaigns/24027360183", name: "Seed" },
    adGroup: { resourceName: "customers/1781900691/adGroups/197714341345", status: "PAUSED" },
  });
  expect(toCampaign("1781900691", row)).toMatchObject({ externalId: "24027360183", name: "Seed" });
  expect(toAdGroup("1781900691", row)).toMatchObject({
    externalId: "197714341345",
    parentExternalId: "24027360183",
    status: "PAUSED",
  });
});

test("ids and money beyond what a double holds stay exact", () => {
  const row = parse({
    campaign: { id: "9223372036854775807" },
    metrics: { costMicros: "9007199254740993", conversions: 4.143961, conversionsValue: 180.70756678 },
  });
  expect(toCampaign("1", row).externalId).toBe("9223372036854775807");
  expect(row.metrics).toMatchObject({
    costMicros: 9_007_199_254_740_993n,
    conversions: 4_143_961n,
    conversionsValue: 180_707_567n,
  });
});

test("what was not selected is zero, also when nothing at all was reported", () => {
  expect(parse({ campaign: { id: "1" } }).metrics).toMatchObject({ impressions: 0n, conversions: 0n });
  expect(parse({ metrics: { conversions: 1e-7, conversionsValue: 0 } }).metrics.conversions).toBe(0n);
});

test("an asset group takes the place of an ad group, under an id of its own kind", () => {
  const row = parse({
    assetGroup: { id: "6512345678", name: "All", status: "REMOVED" },
    campaign: { id: "7" },
  });
  expect(toAssetGroup("1", row)).toMatchObject({
    kind: "adset",
    externalId: "assetGroups/6512345678",
    parentExternalId: "7",
    status: "REMOVED",
    attributes: { resource: "asset_group" },
  });
});

test("a budget stays with its campaign, its micros as text", () => {
  const row = parse({
    campaign: { id: "1", campaignBudget: "customers/1/campaignBudgets/2", startDate: "2026-07-14" },
    campaignBudget: { resourceName: "customers/1/campaignBudgets/2", amountMicros: "600000" },
  });
  expect(toCampaign("1", row).attributes).toMatchObject({ budget: { amountMicros: "600000" } });
});

test.each([
  [
    {
      responsiveSearchAd: { headlines: [{ text: "One" }, { text: "Two" }], descriptions: [{ text: "Body" }] },
    },
  ],
  [{ expandedTextAd: { headlinePart1: "One", description: "Body" } }],
  [{ textAd: { headline: "One", description1: "Body" } }],
  [{ demandGenMultiAssetAd: { headlines: [{}, { text: "One" }], descriptions: [{ text: "Body" }] } }],
])("a creative says what its kind of ad says: %j", (content) => {
  const row = parse({ adGroup: { id: "1" }, adGroupAd: { ad: { id: "2", ...content } } });
  expect(toCreative("1", row)).toMatchObject({ name: "One", attributes: { title: "One", body: "Body" } });
  expect(toAd("1", row)).toMatchObject({ externalId: "1~2", name: "One" });
});

test.each([
  [{ customer: { id: "1" }, campaign: { id: "2" } }, "belongs to another account"],
  [{ campaign: { id: "2" } }, "is missing"],
  [{ customer: { id: "1781900691" }, metrics: { clicks: "many" } }, "not a whole number"],
  [{ customer: { id: "1781900691" }, metrics: { conversions: "NaN" } }, "not a number"],
  [{ customer: { id: "1781900691" }, segments: { date: "2026-02-30" } }, "not a day of the calendar"],
  [{ customer: { id: "1781900691" }, campaign: { name: "a\u0000b" } }, "contains NUL"],
])("an unusable row is set aside with its reason: %j", (row, reason) => {
  const { rows, rejected } = readRows(request, [row, { customer: { id: "1781900691" } }]);
  expect(rows.length).toBe(1);
  expect(rejected).toMatchObject([{ reason }]);
});

test("an answer without rows is empty only when nothing foreign stands in their place", () => {
  expect(SearchAnswer.safeParse({ fieldMask: "campaign.id", totalResultsCount: "0" }).success).toBe(true);
  expect(SearchAnswer.safeParse({ data: [] }).success).toBe(false);
  expect(StreamAnswer.safeParse([]).success).toBe(true);
  expect(StreamAnswer.safeParse([{ fieldMask: "x", requestId: "r" }]).success).toBe(true);
  expect(StreamAnswer.safeParse([{ rows: [] }]).success).toBe(false);
});
