import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayIn, daysOf } from "@/lib/domain/day";
import { type Lane, MarketStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import { limits } from "@/lib/providers/meta/limits";
import { marketLanes } from "@/lib/sync/lanes";
import { type PlanInput, planSlices } from "@/lib/sync/plan";

const nothing = async () => ({ rows: [], rejected: [], cursor: null });
const streams: Provider["streams"] = Object.fromEntries(
  MarketStream.options.map((stream) => [stream, nothing]),
);
const now = new Date("2026-06-10T12:00:00Z");
const today = "2026-06-10";
const base: PlanInput = {
  provider: { streams, limits: { ...limits, historyDays: 546, sliceDays: {} } },
  accounts: [{ externalId: "shop", timezone: "UTC" }],
  lanes: marketLanes,
  mode: "incremental",
  isFirst: false,
  isRealtime: false,
  now,
};
const known = (ageMs: number) => [
  { externalId: "shop", timezone: "UTC", watermarks: { orders: new Date(now.getTime() - ageMs) } },
];
const streamsOf = (input: PlanInput) => [...new Set(planSlices(input).map(({ stream }) => stream))];
const lanesGiven = fc.subarray<Lane>(marketLanes);

test("a first sync reads every stream over the whole first window, newest days first, and derives at its end", () => {
  const plan = planSlices({ ...base, isFirst: true });
  const orders = plan.filter(({ stream }) => stream === "orders");
  expect(orders.map(({ from }) => from).at(-1)).toBe(addDays(today, 1 - limits.firstSyncDays));
  expect(orders.map(({ to }) => to)).toEqual(
    orders
      .map(({ to }) => to)
      .sort()
      .reverse(),
  );
  expect(plan.slice(-2).map(({ stream }) => stream)).toEqual(["claims", "reconciliation"]);
  expect(new Set(streamsOf({ ...base, isFirst: true }))).toEqual(
    new Set([...MarketStream.options, "claims", "reconciliation"]),
  );
});

test("at the chosen frequency only orders are asked, from shortly before the last answer ended", () => {
  const plan = planSlices({ ...base, lanes: ["today"], accounts: known(10 * 60_000) });
  expect(plan).toHaveLength(1);
  expect(plan[0]).toMatchObject({
    stream: "orders",
    since: new Date(now.getTime() - 15 * 60_000),
    to: today,
  });
});

test("whatever lanes meet, no day of a stream is asked twice and none since the last answer is left out", () => {
  fc.assert(
    fc.property(lanesGiven, fc.nat({ max: 60 * 86_400_000 }), (lanes, age) => {
      const plan = planSlices({ ...base, lanes, accounts: known(age) });
      for (const stream of MarketStream.options) {
        const days = plan.filter((slice) => slice.stream === stream).flatMap(daysOf);
        expect(new Set(days).size).toBe(days.length);
      }
      const orders = plan.filter(({ stream }) => stream === "orders");
      if (orders.length === 0) return;
      const asked = new Set(orders.flatMap(daysOf));
      const from = dayIn("UTC", new Date(now.getTime() - age));
      for (const day of daysOf({ from, to: today })) expect(asked).toContain(day);
    }),
  );
});

test("claims and books follow whatever reads more than the newest orders or the stock", () => {
  fc.assert(
    fc.property(lanesGiven, (lanes) => {
      const isDeeper = lanes.some((lane) => ["warm", "cold", "deep"].includes(lane));
      expect(streamsOf({ ...base, lanes }).includes("claims")).toBe(isDeeper);
    }),
  );
});

test("a provider without marketplace streams has none of it planned", () => {
  const ads = { ...base, provider: { ...base.provider, streams: { campaigns: nothing } } };
  expect(streamsOf({ ...ads, isFirst: true })).toEqual(["campaigns"]);
});
