import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, Day, dayIn, daysBetween, daysOf, monthsOf, splitDays } from "@/lib/domain/day";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const hour = 3_600_000;
const days = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("2000-01-01", count));
const ranges = fc
  .tuple(days, fc.nat({ max: 400 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }));

/** How many hours of UTC belong to a day of the zone, sampled every half hour. */
function lengthOf(zone: string, day: string): number {
  const start = Date.parse(`${addDays(day, -1)}T00:00:00Z`);
  const samples = Array.from({ length: 3 * 48 }, (_, half) => new Date(start + (half * hour) / 2));
  return samples.filter((instant) => dayIn(zone, instant) === day).length / 2;
}

describe("the day of an account", () => {
  test.each(zones)("%s: 800 days follow each other without a gap, across DST and the leap day", (zone) => {
    const start = Date.parse("2027-06-01T00:00:00Z");
    const seen = new Set<string>();
    for (let half = 0; half < 800 * 48; half += 1) seen.add(dayIn(zone, new Date(start + (half * hour) / 2)));
    const found = [...seen];
    const [first = "", last = ""] = [found[0], found.at(-1)];
    expect(found).toEqual(daysOf({ from: first, to: last }));
    expect(found.length).toBeGreaterThanOrEqual(800);
    expect(found).toContain("2028-02-29");
  });

  test.each([
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Asia/Kolkata", "2026-03-29", 24],
    ["America/Sao_Paulo", "2026-10-25", 24],
  ])("%s has a day %s of %s hours", (zone, day, hours) => {
    expect(lengthOf(zone, day)).toBe(hours);
  });

  test.each([
    ["Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"],
    ["Pacific/Pago_Pago", "2027-01-01T10:59:59Z", "2026-12-31"],
    ["Asia/Kolkata", "2026-12-31T18:30:00Z", "2027-01-01"],
    ["America/Los_Angeles", "2028-03-01T07:59:59Z", "2028-02-29"],
  ])("in %s it is at %s the %3$s", (zone, instant, day) => {
    expect(dayIn(zone, new Date(instant))).toBe(day);
  });
});

describe("counting days", () => {
  test("adding and counting days are each other's inverse", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const other = addDays(day, count);
        expect(daysBetween(day, other)).toBe(count);
        expect(addDays(other, -count)).toBe(day);
        expect(Day.safeParse(other).success).toBe(true);
      }),
    );
  });

  test("a split range is the range: every day once, newest piece first, none longer than asked", () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 60 }), (range, size) => {
        const pieces = splitDays(range, size);
        expect([...pieces].reverse().flatMap(daysOf)).toEqual(daysOf(range));
        for (const piece of pieces) expect(daysOf(piece).length).toBeLessThanOrEqual(size);
      }),
    );
  });

  test("months cover the range from the first of its first month, newest first", () => {
    fc.assert(
      fc.property(ranges, ({ from, to }) => {
        const months = monthsOf({ from, to });
        expect([...months].reverse().flatMap(daysOf)).toEqual(daysOf({ from: `${from.slice(0, 7)}-01`, to }));
        for (const month of months) expect(month.from.slice(0, 7)).toBe(month.to.slice(0, 7));
      }),
    );
  });

  test.each([
    "2026-02-29",
    "2026-02-30",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "26-01-01",
    "2026-1-1",
    "",
  ])("%j is no day", (text) => expect(Day.safeParse(text).success).toBe(false));
});
