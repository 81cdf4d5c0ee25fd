import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DailyMetric } from "@/lib/domain/metric";
import { keyOf, parseRows } from "@/lib/http/rows";
import { mergeRows } from "@/lib/providers/linkedin/analytics";
import { readCursor, writeCursor } from "@/lib/providers/linkedin/cursor";
import { readDecimal } from "@/lib/providers/linkedin/decimal";
import { toAccount, toAdset, toDailyMetric, toMeasures } from "@/lib/providers/linkedin/map";
import { AccountNode, Analytics, CampaignNode, Listing, TokenAnswer } from "@/lib/providers/linkedin/schema";
import { moneyText } from "@/lib/providers/linkedin/simulator/fields";
import { readJsonFixture } from "../support/fixtures";

describe("decimals", () => {
  test.each([
    ["-2E-18", 0n],
    ["2E-18", 0n],
    ["-0.0000004", 0n],
    ["0.0000005", 1n],
    ["-0.0000005", -1n],
    ["209.449", 209_449_000n],
    ["99.99999999999996", 100_000_000n],
    ["24.9200000000006", 24_920_000n],
    ["1.5E+3", 1_500_000_000n],
    ["1.5e3", 1_500_000_000n],
    ["12345678901.123456", 12_345_678_901_123_456n],
    ["0", 0n],
    ["-0", 0n],
    ["000.10", 100_000n],
    ["1E-6", 1n],
    ["-317.93", -317_930_000n],
  ])("%s is %s micros", (text, micros) => {
    expect(readDecimal(text)).toBe(micros);
  });

  test.each([
    "",
    " 1",
    "1,234.56",
    "N/A",
    "NaN",
    "Infinity",
    "1e308",
    "1E+400",
    "0x10",
    "1.",
    ".5",
    "--1",
    "1E",
  ])("%j is no amount", (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  test("hundredths survive the vendor's dust and every exponent", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 11 }),
        fc.integer(),
        fc.integer({ min: -8, max: 8 }),
        (cents, key, shift) => {
          expect(readDecimal(moneyText(cents, key))).toBe(BigInt(cents) * 10_000n);
          expect(readDecimal(`${BigInt(cents) * 10n ** 8n}E${-10}`)).toBe(BigInt(cents) * 10_000n);
          const shifted = BigInt(cents) * 10n ** BigInt(8 + shift);
          expect(readDecimal(`${cents}E${shift}`)).toBe(readDecimal(`${shifted}E-8`));
        },
      ),
      { numRuns: 500 },
    );
  });
});

const countries = readJsonFixture<unknown>(
  "linkedin/airbyte/ad_member_country_analytics.response_1.json",
  "recorded analytics parse",
);
const campaigns = readJsonFixture<unknown>(
  "linkedin/airbyte/ad_campaign_analytics.response_1.json",
  "recorded analytics parse",
);
const accounts = readJsonFixture<unknown>("linkedin/ampersand/adAccounts.json", "a recorded account parses");
const tokens = readJsonFixture<{ tokenResponse: unknown }>(
  "linkedin/ms-docs/oauth.json",
  "the documented token answer parses",
);
const missing = readJsonFixture<unknown>(
  "linkedin/ampersand/delete-missing-adAccounts.json",
  "a recorded error is no listing",
);

describe("recordings", () => {
  const rowsOf = (body: unknown) =>
    parseRows({ schema: Analytics, rows: Listing.parse(body).elements, naturalKey: keyOf("pivotValues") });

  test.skipIf(!campaigns)("days of a campaign are exact, whatever the order of a date's members", () => {
    const { rows, rejected } = rowsOf(campaigns);
    expect(rejected).toEqual([]);
    const metrics = rows.map((row) => DailyMetric.parse(toDailyMetric("adset", "7", row)));
    expect(
      metrics.map(({ externalId, day, impressions, clicks }) => [externalId, day, impressions, clicks]),
    ).toEqual([
      ["1111", "2023-01-02", 19_090n, 100n],
      ["1111", "2023-01-03", 20_210n, 408n],
    ]);
  });

  test.skipIf(!countries)("a cost of -2E-18 is nothing, and the rows of an answer stay apart", () => {
    const { rows, rejected } = rowsOf(countries);
    expect(rejected).toEqual([]);
    expect(
      rows.map((row) => toMeasures(row)).map(({ spendMicros, clicks }) => [spendMicros, clicks]),
    ).toEqual([
      [0n, 0n],
      [100_000_000n, 106n],
    ]);
    expect(mergeRows([Listing.parse(countries).elements])).toEqual(Listing.parse(countries).elements);
  });

  test.skipIf(!accounts)("a page of one account has a next page", () => {
    const { elements, metadata } = Listing.parse(accounts);
    expect(metadata?.nextPageToken).toMatch(/^DgFM1/);
    const { rows, rejected } = parseRows({ schema: AccountNode, rows: elements, naturalKey: keyOf("id") });
    expect(rejected).toEqual([]);
    expect(rows.map(toAccount)).toEqual([
      {
        externalId: "514674276",
        name: "This is a new account name.",
        currency: "USD",
        timezone: "UTC",
        status: "active",
      },
    ]);
  });

  test.skipIf(!tokens)("the documented token answer parses", () => {
    expect(TokenAnswer.parse(tokens?.tokenResponse)).toMatchObject({
      expires_in: 5_184_000,
      refresh_token_expires_in: 31_536_000,
    });
  });

  test.skipIf(!missing)("a 404 is no listing", () => {
    expect(Listing.safeParse(missing).success).toBe(false);
  });
});

const range = (day: unknown) => ({ start: day, end: day });
const row = {
  pivotValues: ["urn:li:sponsoredCreative:1"],
  dateRange: range({ year: 2026, month: 7, day: 1 }),
};

test.each([
  ["dateRange", range({ year: 2026, month: 2, day: 30 })],
  ["dateRange", range({ year: 2026, month: 7 })],
  ["pivotValues", []],
  ["impressions", -1],
  ["impressions", 1.5],
  ["clicks", "9223372036854775808000"],
  ["costInLocalCurrency", "1,234.56"],
  ["costInLocalCurrency", Number.NaN],
  ["costInLocalCurrency", null],
  ["costInLocalCurrency", "1e308"],
])("a day whose %s is %j is not taken", (field, value) => {
  expect(Analytics.safeParse({ ...row, [field]: value }).success).toBe(false);
});

test("what LinkedIn leaves out is zero; installs and purchases it never tells", () => {
  expect(toMeasures(Analytics.parse(row))).toEqual({
    spendMicros: 0n,
    revenueMicros: 0n,
    impressions: 0n,
    clicks: 0n,
    visitors: 0n,
    conversionsMicros: 0n,
    leadsMicros: 0n,
    installsMicros: null,
    purchasesMicros: null,
  });
});

test("leads of forms and of messages add up", () => {
  const told = { ...row, oneClickLeads: 3, leadGenerationMailContactInfoShares: 2 };
  expect(toMeasures(Analytics.parse(told)).leadsMicros).toBe(5_000_000n);
});

test("an id may be a number, a text or a URN; who changed something is not kept", () => {
  const node = {
    account: "urn:li:sponsoredAccount:7",
    campaignGroup: "urn:li:sponsoredCampaignGroup:5",
    name: "Leads",
    status: "ACTIVE",
    costType: "CPM",
    version: { versionTag: "9" },
    changeAuditStamps: { lastModified: { actor: "urn:li:person:x", time: 1 } },
  };
  const told = [12, "12", "urn:li:sponsoredCampaign:12"].map((id) =>
    toAdset(CampaignNode.parse({ ...node, id })),
  );
  expect(new Set(told.map((entity) => JSON.stringify(entity))).size).toBe(1);
  expect(told[0]).toEqual({
    kind: "adset",
    externalId: "12",
    accountExternalId: "7",
    parentExternalId: "5",
    name: "Leads",
    status: "ACTIVE",
    attributes: { costType: "CPM" },
  });
  for (const id of [1e21, "x", "urn:li:sponsoredCampaignGroup:12", "", null, -3])
    expect(CampaignNode.safeParse({ ...node, id }).success).toBe(false);
});

test("cursors survive being written and read, and others are refused", () => {
  const all = [
    { kind: "page", token: "DgFM1V9r:6aUuA|x" },
    { kind: "ids", token: "" },
    { kind: "pivot", number: 7 },
  ] as const;
  expect(all.map((cursor) => readCursor(writeCursor(cursor)))).toEqual(all);
  for (const text of ["", "page", "pivot:x", "https://api.example/?oauth2_access_token=x"])
    expect(() => readCursor(text)).toThrow(expect.objectContaining({ code: "provider_bug.cursor" }));
});
