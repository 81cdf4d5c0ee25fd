import { expect, test } from "vitest";
import { chunkFields, mergeRows } from "@/lib/providers/linkedin/analytics";
import { readJsonFixture } from "../support/fixtures";

const slices = readJsonFixture<{ field_date_chunks: { fields: string }[] }[]>(
  "linkedin/airbyte/analytics_request_slices.json",
  "many metrics are asked in chunks of at most 20 names",
);

test.skipIf(!slices)(
  "the ninety-odd metrics of a recorded plan are asked in as few questions of at most 20 names",
  () => {
    const chunks = (slices?.[0]?.field_date_chunks ?? []).map(({ fields }) => fields.split(","));
    const keys = ["dateRange", "pivotValues"];
    const metrics = [...new Set(chunks.flat())].filter((name) => !keys.includes(name));
    const ours = chunkFields(metrics);
    expect(ours.length).toBe(chunks.length);
    expect(ours.every((names) => names.length <= 20 && keys.every((key) => names.includes(key)))).toBe(true);
    expect(ours.flatMap((names) => names.filter((name) => !keys.includes(name))).sort()).toEqual(
      metrics.sort(),
    );
  },
);

test("rows of several questions become one row each, whichever of them were left out", () => {
  const day = (date: number) => ({
    start: { year: 2026, month: 7, day: date },
    end: { day: date, month: 7, year: 2026 },
  });
  const turned = { end: { day: 1, month: 7, year: 2026 }, start: { day: 1, year: 2026, month: 7 } };
  const first = [
    { pivotValues: ["urn:li:sponsoredCampaign:1"], dateRange: day(1), clicks: 4 },
    { pivotValues: ["urn:li:sponsoredCampaign:1"], dateRange: day(2), clicks: 5 },
  ];
  const second = [
    { pivotValues: ["urn:li:sponsoredCampaign:1"], dateRange: turned, likes: 7 },
    { pivotValues: ["urn:li:sponsoredCampaign:2"], dateRange: day(1), likes: 8 },
  ];
  expect(mergeRows([first, second])).toMatchObject([
    { clicks: 4, likes: 7 },
    { clicks: 5 },
    { pivotValues: ["urn:li:sponsoredCampaign:2"], likes: 8 },
  ]);
});
