import { expect, test } from "vitest";
import type { Lane } from "@/lib/domain/stream";
import { meta } from "@/lib/providers/meta";
import { planSlices } from "@/lib/sync/plan";
import { shedLanes } from "@/lib/sync/shed";

const lanes: Lane[] = ["today", "warm", "cold", "entities", "demographics"];
const accounts = [
  { externalId: "rich", timezone: "UTC" },
  { externalId: "poor", timezone: "UTC" },
];
const plan = (wanted: Lane[]) =>
  planSlices({
    provider: meta,
    accounts,
    lanes: wanted,
    mode: "incremental",
    isFirst: false,
    isRealtime: false,
    now: new Date("2026-06-10T12:00:00Z"),
  });
const shedWith = (calls: number) =>
  shedLanes(
    plan,
    lanes,
    new Map([
      ["rich", 1_000],
      ["poor", calls],
    ]),
    meta.limits,
  );

test("with calls to spare nothing is shed", () => {
  expect(shedWith(100)).toEqual({ slices: plan(lanes), lanes, shed: [] });
});

test("short of calls, the least urgent lanes go first and today's stays to the last", () => {
  const lost = [100, 12, 10, 7, 4, 0].map((calls) => shedWith(calls).shed.length);
  expect(lost).toEqual([...lost].sort((a, b) => a - b));
  expect(shedWith(0).lanes).toEqual(["today"]);
  expect(shedWith(0).slices.length).toBeGreaterThan(0);
});

test("a lane that goes leaves the days of the narrower ones in the plan", () => {
  const { shed, slices } = shedWith(10);
  expect(shed).toContain("cold");
  expect(slices.filter(({ stream }) => stream === "campaign_metrics").map(({ from }) => from)).toContain(
    "2026-06-04",
  );
});
