import { describe, expect, test } from "vitest";
import { DailyMetric } from "@/lib/domain/metric";
import { keyOf, parseRows } from "@/lib/http/rows";
import { toDailyMetric, toEntity, toMeasures } from "@/lib/providers/meta/map";
import {
  EntityNode,
  Insight,
  Listing,
  ReportCreated,
  ReportRun,
  TokenAnswer,
} from "@/lib/providers/meta/schema";
import { readJsonFixture } from "../support/fixtures";

const base = { account_id: "1", date_start: "2026-11-20", date_stop: "2026-11-20" };
const measures = (row: object) => toMeasures(Insight.parse({ ...base, ...row }));

describe("money and counts", () => {
  test("spend is exact to the sixth place", () => {
    expect(measures({ spend: "0.1" }).spendMicros).toBe(100_000n);
    expect(measures({ spend: "14.35" }).spendMicros).toBe(14_350_000n);
    expect(measures({ spend: "99999999999.999999" }).spendMicros).toBe(99_999_999_999_999_999n);
    expect(measures({ spend: "1.594444" }).spendMicros).toBe(1_594_444n);
  });

  test.each(["1,234.56", "", "N/A", "1e308", "NaN", "Infinity", "-", "12.3.4"])(
    "a spend of %j is refused",
    (spend) => {
      expect(Insight.safeParse({ ...base, spend }).success).toBe(false);
    },
  );

  test.each(["2026-02-30", "2026-13-01", "yesterday"])("a row of %s is refused", (date_start) => {
    expect(Insight.safeParse({ ...base, date_start }).success).toBe(false);
  });

  test("what Meta leaves out is zero", () => {
    const none = 0n;
    expect(Object.values(measures({}))).toEqual(Object.values(measures({})).map(() => none));
  });
});

describe("actions", () => {
  const action = (action_type: string, value: string, windows = {}) => ({ action_type, value, ...windows });

  test("one purchase under four names counts once", () => {
    const names = [
      "purchase",
      "omni_purchase",
      "offsite_conversion.fb_pixel_purchase",
      "onsite_conversion.purchase",
    ];
    const row = {
      actions: names.map((name) => action(name, "3")),
      action_values: names.map((n) => action(n, "69.15")),
    };
    expect(measures(row)).toMatchObject({ purchasesMicros: 3_000_000n, revenueMicros: 69_150_000n });
    expect(measures(row).conversionsMicros).toBe(3_000_000n);
  });

  test("without a total the disjoint sources are added up", () => {
    const actions = [
      action("offsite_conversion.fb_pixel_purchase", "2"),
      action("app_custom_event.fb_mobile_purchase", "1"),
      action("offsite_conversion.fb_pixel_lead", "4"),
      action("onsite_conversion.lead_grouped", "5"),
    ];
    expect(measures({ actions })).toMatchObject({ purchasesMicros: 3_000_000n, leadsMicros: 9_000_000n });
  });

  test("the windows asked for add up; a window without events is absent", () => {
    const actions = [
      action("omni_purchase", "9", { "7d_click": "2", "1d_view": "1" }),
      action("lead", "7", { "7d_click": "4" }),
      action("omni_app_install", "0.5"),
    ];
    const got = measures({ actions });
    expect(got).toMatchObject({
      purchasesMicros: 3_000_000n,
      leadsMicros: 4_000_000n,
      installsMicros: 500_000n,
    });
    expect(got.conversionsMicros).toBe(7_500_000n);
  });

  test("entries split by a further breakdown repeat the total and are left out", () => {
    const row = { actions: [{ ...action("lead", "1"), action_device: "iphone" }, action("lead", "3")] };
    expect(measures(row).leadsMicros).toBe(3_000_000n);
  });
});

type Recorded = { response: { body: Record<string, unknown> } }[];
const report = readJsonFixture<Recorded>(
  "meta/keboola-async-insights-run.v10.json",
  "a recorded report parses",
);
const chain = readJsonFixture<Recorded>(
  "meta/keboola-campaigns-cursor-chain.v2.9.json",
  "recorded pages parse",
);
const tokens = readJsonFixture<{ body: unknown }>(
  "meta/oauth-long-lived-token.json",
  "a token answer parses",
);

describe("recordings", () => {
  test.skipIf(!report)("an asynchronous run parses from creation to rows", () => {
    const [rows, status, created] = (report ?? []).map(({ response }) => response.body);
    expect(ReportCreated.parse(created).report_run_id).toBe("192025512975195");
    expect(ReportRun.parse(status).async_status).toBe("Job Completed");
    const { data } = Listing.parse(rows);
    const parsed = parseRows({ schema: Insight, rows: data, naturalKey: keyOf("date_start") });
    expect(parsed.rejected).toEqual([]);
    const metrics = parsed.rows.map((row) => DailyMetric.parse(toDailyMetric("account", row)));
    expect(metrics.map(({ visitors, purchasesMicros }) => [visitors, purchasesMicros])).toEqual([
      [68n, 1_000_000n],
      [92n, 1_000_000n],
      [422n, 11_000_000n],
    ]);
    expect(metrics[2]?.conversionsMicros).toBe(14_000_000n);
  });

  test.skipIf(!chain)("a chain of three pages parses, and only the last one has no next", () => {
    const [first, ...others] = (chain ?? []).map(({ response }) => response.body);
    const pages = [Object.values(first ?? {})[0], ...others].map((body) => Listing.parse(body));
    expect(pages.map(({ paging }) => paging?.next !== undefined)).toEqual([true, true, false]);
    expect(pages.map(({ paging }) => typeof paging?.cursors?.after)).toEqual(["string", "string", "string"]);
    const rows = pages.flatMap(({ data }) => data);
    const parsed = parseRows({ schema: EntityNode, rows, naturalKey: keyOf("id") });
    expect([parsed.rows.length, parsed.rejected.length]).toEqual([63, 0]);
    expect(new Set(parsed.rows.map((node) => toEntity("campaign", node).externalId)).size).toBe(63);
  });

  test.skipIf(!tokens)("the documented token answer parses", () => {
    expect(TokenAnswer.parse(tokens?.body).expires_in).toBe(5_183_944);
  });
});

test("an entity without a name is called by its id, and its creative is kept by id", () => {
  const node = EntityNode.parse({
    id: "7",
    account_id: "1",
    adset_id: "5",
    creative: { id: "9" },
    status: "PAUSED",
  });
  expect(toEntity("ad", node)).toEqual({
    kind: "ad",
    externalId: "7",
    accountExternalId: "act_1",
    parentExternalId: "5",
    name: "7",
    status: "PAUSED",
    attributes: { adset_id: "5", status: "PAUSED", creative_id: "9" },
  });
});
