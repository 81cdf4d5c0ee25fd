import { expect, test } from "vitest";
import { coverWords } from "@/components/audience/audience-words";
import { breakdownsOf, segmentsOf } from "@/components/audience/segments";
import type { DemographicRow } from "@/lib/api/demographics";

const row = (dimension: string, value: string | null, spend: string | null, values = 1): DemographicRow => ({
  ...{ dimension, value, values, spend, currency: "EUR" },
  ...{ impressions: 10, clicks: 1, conversions: 0.5 },
});
const breakdown = (rows: DemographicRow[], name: string) => {
  const found = breakdownsOf(rows).find((one) => one.name === name);
  if (!found) throw new Error(`no breakdown ${name}`);
  return segmentsOf(rows, found, "spend").map(({ label, numbers }) => [label, numbers.spend]);
};

test("age crossed with gender is told crossed and by either alone, exactly", () => {
  const rows = [
    row("age_gender", "65+|female", "0.20"),
    row("age_gender", "18-24|male", "0.10"),
    row("age_gender", "18-24|female", "9007199254.10"),
    row("age_gender", "unknown|unknown", "5.00"),
  ];
  expect(breakdownsOf(rows).map(({ label }) => label)).toEqual(["Age", "Gender", "Age and gender"]);
  expect(breakdown(rows, "age")).toEqual([
    ["18-24", 9007199254.2],
    ["65+", 0.2],
    ["Unknown", 5],
  ]);
  expect(breakdown(rows, "gender")[0]).toEqual(["Women", 9007199254.3]);
  expect(breakdown(rows, "age_gender").map(([label]) => label)).toEqual([
    "18-24, men",
    "18-24, women",
    "65+, women",
    "Unknown, unknown",
  ]);
});

test("values of one dimension keep the provider's name, the most spend first and the rest last", () => {
  const rows = [
    row("company", "Nord | Süd", "2.00"),
    row("company", null, "30.00", 12),
    row("company", "Acme", "7.00"),
    row("company", "Quiet", null),
  ];
  expect(breakdown(rows, "company")).toEqual([
    ["Acme", 7],
    ["Nord | Süd", 2],
    ["Quiet", null],
    ["12 others", 30],
  ]);
  const sizes = ["1001-5000", "Self-employed", "2-10"].map((value) => row("company_size", value, "1.00"));
  expect(breakdown(sizes, "company_size").map(([label]) => label)).toEqual([
    "Self-employed",
    "2-10",
    "1001-5000",
  ]);
});

test("the covered days are told with their gaps, and with accounts that were read less far", () => {
  const month = (from: string, to: string, accounts = 2) => ({ currency: "EUR", from, to, accounts });
  const may = month("2026-05-01", "2026-05-31");
  expect(coverWords([may, month("2026-06-01", "2026-06-10")])).toBe("1 May to 10 Jun");
  expect(coverWords([month("2026-03-01", "2026-03-31"), may])).toBe("1 Mar to 31 Mar and 1 May to 31 May");
  expect(coverWords([may, month("2026-06-01", "2026-06-09", 1), month("2026-06-01", "2026-06-10", 1)])).toBe(
    "1 May to 10 Jun, one account to 9 Jun only",
  );
});
