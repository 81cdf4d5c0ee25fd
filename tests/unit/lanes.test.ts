import fc from "fast-check";
import { expect, test } from "vitest";
import { Frequency } from "@/lib/domain/frequency";
import { RunTrigger } from "@/lib/domain/run-status";
import type { Lane } from "@/lib/domain/stream";
import { chooseLanes } from "@/lib/sync/lanes";

const now = new Date("2026-06-10T12:00:00Z");
const hour = 3_600_000;
const intervals = { today: 0, warm: hour, cold: 24 * hour, entities: hour, demographics: 24 * hour };
const every = Object.keys(intervals) as (keyof typeof intervals & Lane)[];
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
const ages = fc.dictionary(fc.constantFrom<Lane>(...every), fc.nat({ max: 48 * hour }));
const base = { trigger: "schedule", mode: "incremental", frequency: "10min", now } as const;
const all = (ms: number) => Object.fromEntries(every.map((lane) => [lane, ago(ms)]));

test("a lane that was never read, or is older than its interval, is always read", () => {
  fc.assert(
    fc.property(
      ages,
      fc.constantFrom(...RunTrigger.options),
      fc.constantFrom(...Frequency.options),
      (found, trigger, frequency) => {
        const clocks = Object.fromEntries(Object.entries(found).map(([lane, ms]) => [lane, ago(ms)]));
        const lanes = chooseLanes({ ...base, trigger, frequency, clocks });
        for (const lane of every)
          if (!(lane in found) || (found[lane] ?? 0) >= intervals[lane]) expect(lanes).toContain(lane);
        expect(lanes).toContain("today");
        expect(new Set(lanes).size).toBe(lanes.length);
      },
    ),
  );
});

test("the first run and a full one read every lane", () => {
  expect(chooseLanes({ ...base, clocks: {} })).toEqual(every);
  expect(chooseLanes({ ...base, mode: "full", clocks: all(0) })).toEqual(every);
});

test("a scheduled run right after a whole one reads today alone", () => {
  expect(chooseLanes({ ...base, clocks: all(60_000) })).toEqual(["today"]);
});

test("a person's click reads today, the week and entities however fresh they are", () => {
  expect(chooseLanes({ ...base, trigger: "manual", clocks: all(0) })).toEqual(["today", "warm", "entities"]);
});
