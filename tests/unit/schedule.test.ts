import fc from "fast-check";
import { expect, test } from "vitest";
import { Frequency, frequencySeconds } from "@/lib/domain/frequency";
import { nextSlot, phaseOf, scheduleFor } from "@/lib/domain/schedule";

const timed = Frequency.options.filter((frequency) => frequencySeconds[frequency] !== null);
const minute = 60_000;
const start = Date.parse("2026-02-01T00:00:00Z");
const connectionIds = fc.uuid();

type Ticks = { id: string; frequency: Frequency; ticks: Iterable<number> };

/** What the dispatcher does at each tick: run what is due, then move to the next slot after now. */
function dispatch({ id, frequency, ticks }: Ticks): { slot: number; at: number }[] {
  const { everySeconds, phaseSeconds, nextSyncAt } = scheduleFor(id, frequency, new Date(start));
  const runs: { slot: number; at: number }[] = [];
  let due = nextSyncAt?.getTime() ?? Number.POSITIVE_INFINITY;
  for (const at of ticks) {
    if (due > at || everySeconds === null) continue;
    runs.push({ slot: due, at });
    due = nextSlot({ everySeconds, phaseSeconds, now: new Date(at) }).getTime();
  }
  return runs;
}

function* every(stepMs: number, untilMs: number): Generator<number> {
  for (let at = start; at < untilMs; at += stepMs) yield at;
}

test.each(timed)("%s: over 400 days, DST included, every slot runs once and none is skipped", (frequency) => {
  const seconds = frequencySeconds[frequency] ?? 0;
  const tickMs = Math.min(minute, seconds * 1_000);
  const end = start + 400 * 86_400_000;
  const slots = dispatch({ id: "c-1", frequency, ticks: every(tickMs, end) });
  expect(Math.abs(slots.length - (400 * 86_400) / seconds)).toBeLessThanOrEqual(1);
  expect(end - (slots.at(-1)?.slot ?? 0)).toBeLessThanOrEqual(seconds * 1_000 + tickMs);
  const gaps = new Set(slots.slice(1).map(({ slot }, index) => slot - (slots[index]?.slot ?? 0)));
  expect([...gaps]).toEqual([seconds * 1_000]);
  expect(slots.every(({ slot, at }) => at - slot >= 0 && at - slot < tickMs)).toBe(true);
});

test("ticks that come late, twice or not at all never start a slot twice, and a gap is made up for by one run", () => {
  const delays = fc.array(fc.oneof(fc.nat({ max: 5 * minute }), fc.nat({ max: 40 * 60 * minute })), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(connectionIds, fc.constantFrom(...timed), delays, (id, frequency, waits) => {
      let at = start;
      const ticks = waits.flatMap((wait) => {
        at += wait;
        return [at, at];
      });
      const everyMs = (frequencySeconds[frequency] ?? 0) * 1_000;
      const runs = dispatch({ id, frequency, ticks });
      const slots = runs.map(({ slot }) => slot);
      expect(new Set(slots).size).toBe(slots.length);
      for (const [index, { slot }] of runs.entries()) {
        const before = runs[index - 1];
        if (!before) continue;
        // The slot is the first one after the last start: nothing was skipped, nothing queued up.
        expect(slot).toBeGreaterThan(before.at);
        expect(slot - before.at).toBeLessThanOrEqual(everyMs);
      }
    }),
  );
});

test("a connection keeps its phase whatever the time, and slots lie on it", () => {
  const times = fc.date({ min: new Date("2026-01-01"), max: new Date("2036-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(connectionIds, fc.constantFrom(...timed), times, times, (id, frequency, one, other) => {
      const [a, b] = [scheduleFor(id, frequency, one), scheduleFor(id, frequency, other)];
      expect(b.phaseSeconds).toBe(a.phaseSeconds);
      const everyMs = (a.everySeconds ?? 0) * 1_000;
      const wait = (a.nextSyncAt?.getTime() ?? 0) - one.getTime();
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(everyMs);
      expect((a.nextSyncAt?.getTime() ?? 0) % everyMs).toBe(a.phaseSeconds * 1_000);
    }),
  );
});

test("a thousand connections spread over the interval", () => {
  const buckets = new Array<number>(12).fill(0);
  for (let index = 0; index < 1_200; index += 1) {
    const id = `0192f0aa-0000-7000-8000-${String(index).padStart(12, "0")}`;
    const bucket = Math.floor(phaseOf(id, 3_600) / 300);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  expect(Math.min(...buckets)).toBeGreaterThan(50);
  expect(Math.max(...buckets)).toBeLessThan(200);
});

test("manual has no slot", () => {
  expect(scheduleFor("c-1", "manual", new Date(start))).toEqual({
    everySeconds: null,
    phaseSeconds: 0,
    nextSyncAt: null,
    backedOffUntil: null,
  });
});
