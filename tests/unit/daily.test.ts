import { expect, test } from "vitest";
import { isRunning, seriesOf } from "@/components/dashboard/daily";
import type { MetricRow } from "@/lib/api/numbers";
import type { Finality } from "@/lib/domain/finality";

const row = (day: string, finality: Finality, told: Partial<MetricRow>): MetricRow => ({
  ...{ spend: null, revenue: null, profit: null, impressions: null, clicks: null, visitors: null },
  ...{ conversions: null, leads: null, installs: null, purchases: null },
  ...{ entity_id: null, entity_name: null, connection_id: null, account_id: null, account_name: null },
  ...{ timezone: null, parent_name: null, entity_status: null, children: null },
  ...{ day, finality, provider: "meta", currency: "EUR" },
  ...told,
});

const range = { from: "2026-11-19", to: "2026-11-22" };
const rows = [
  ...["2026-11-15", "2026-11-16", "2026-11-17", "2026-11-18"].map((day) => row(day, "final", { spend: "1" })),
  row("2026-11-19", "settling", { spend: "10" }),
  row("2026-11-20", "settling", { spend: "10" }),
  row("2026-11-21", "provisional", { spend: "7" }),
  row("2026-11-22", "provisional", { spend: "3" }),
];

test("days that still run on some account's clocks are compared with no other", () => {
  const series = seriesOf(rows, "spend", range);
  expect(series).toMatchObject({ total: 30, complete: 20, previous: 2 });
  expect(series.days.filter(isRunning).map(({ day }) => day)).toEqual(["2026-11-21", "2026-11-22"]);
});

test("the newest day runs also before its first number is there", () => {
  const series = seriesOf(
    rows.filter(({ finality }) => finality !== "provisional"),
    "spend",
    { from: "2026-11-18", to: "2026-11-21" },
  );
  expect(series.days.filter(isRunning).map(({ day }) => day)).toEqual(["2026-11-21"]);
});

test("what a provider does not tell is not told as zero", () => {
  const told = row("2026-11-22", "provisional", { provider: "linkedin", clicks: 4 });
  const days = seriesOf([...rows, told], "spend", range).days;
  expect(days.at(-1)?.parts).toEqual({ meta: 3, linkedin: null });
});
