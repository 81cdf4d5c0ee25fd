import { expect, test } from "vitest";
import { readCursor, writeCursor } from "@/lib/providers/meta/cursor";
import { readUsage } from "@/lib/providers/meta/usage";
import { readJsonFixture } from "../support/fixtures";

const now = new Date("2026-11-21T10:00:00Z");
const recorded = readJsonFixture<{ headers: Record<string, string> }[]>(
  "meta/rate-limit-headers.json",
  "recorded headers say what share of which allowance is used",
);
const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const percents = (headers: Record<string, string>) =>
  readUsage(lower(headers), "act_3138805896402376", now).map(({ scope, usedPercent }) => [
    scope.key,
    usedPercent,
  ]);

test.skipIf(!recorded)("recorded headers say what share of which allowance is used", () => {
  const account = "meta:account:act_3138805896402376";
  expect(recorded?.map(({ headers }) => percents(headers))).toEqual([
    [["meta:app", 28]],
    [[account, 9.67]],
    [["meta:app", 85]],
    [[account, 92.5]],
    [["meta:app", 100]],
    [[account, 11]],
  ]);
});

test("a shut account opens at the later of minutes and seconds", () => {
  const use = {
    type: "ads_insights",
    call_count: 100,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 7,
  };
  const headers = {
    "x-ad-account-usage": JSON.stringify({ acc_id_util_pct: 100, reset_time_duration: 100 }),
    "x-business-use-case-usage": JSON.stringify({ "1": [use] }),
  };
  const [usage] = readUsage(headers, "act_1", now);
  expect(usage?.regainAt?.toISOString()).toBe("2026-11-21T10:07:00.000Z");
});

test.each(["", "null", "[]", "{", '"x"', '{"call_count":"many"}', '{"1":"x"}'])(
  "a header of %j breaks nothing",
  (header) => {
    const names = [
      "x-app-usage",
      "x-ad-account-usage",
      "x-business-use-case-usage",
      "x-fb-ads-insights-throttle",
    ];
    expect(() =>
      readUsage(Object.fromEntries(names.map((name) => [name, header])), "act_1", now),
    ).not.toThrow();
  },
);

test("cursors survive being written and read", () => {
  const page = { kind: "page", limit: 250, after: "NjAyMjIyNzUzMjcwOAZDZD:x" } as const;
  const report = {
    kind: "report",
    id: "192025512975195",
    submission: 2,
    polls: 14,
    limit: 500,
    after: "",
  } as const;
  expect([page, report].map((cursor) => readCursor(writeCursor(cursor)))).toEqual([page, report]);
});

test.each(["", "page", "report:x:1.1.1:", "https://graph.example/?access_token=x"])(
  "%j is no cursor of ours",
  (text) => {
    expect(() => readCursor(text)).toThrow(expect.objectContaining({ code: "provider_bug.cursor" }));
  },
);
