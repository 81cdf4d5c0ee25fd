import fc from "fast-check";
import { expect, test } from "vitest";
import { uncovered } from "@/lib/domain/claims/cover";
import { addDays } from "@/lib/domain/day";

const day = fc.nat({ max: 60 }).map((count) => addDays("2026-03-01", count));
const need = fc.record({ at: day, units: fc.integer({ min: 1, max: 9 }), settled: fc.nat({ max: 9 }) });
const cover = fc.record({ at: day, units: fc.nat({ max: 9 }) });
const needs = fc.array(need, { maxLength: 8 });
const covers = fc.array(cover, { maxLength: 8 });
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

test("what stays open is never more than what is unsettled, and each cover counts once", () => {
  fc.assert(
    fc.property(needs, covers, (wanted, given) => {
      const open = uncovered(wanted, given);
      const unsettled = wanted.map(({ units, settled }) => units - Math.min(units, settled));
      open.forEach((units, index) => {
        expect(units).toBeGreaterThanOrEqual(0);
        expect(units).toBeLessThanOrEqual(unsettled[index] ?? 0);
      });
      expect(sum(open)).toBeGreaterThanOrEqual(sum(unsettled) - sum(given.map(({ units }) => units)));
    }),
  );
});

test("one more cover never opens anything in all, and one from before the first need changes nothing", () => {
  fc.assert(
    fc.property(needs, covers, cover, (wanted, given, more) => {
      expect(sum(uncovered(wanted, [...given, more]))).toBeLessThanOrEqual(sum(uncovered(wanted, given)));
      const early = { at: "2026-02-01", units: more.units };
      expect(uncovered(wanted, [...given, early])).toEqual(uncovered(wanted, given));
    }),
  );
});

test("the order in which covers are told does not matter", () => {
  fc.assert(
    fc.property(needs, covers, (wanted, given) => {
      expect(uncovered(wanted, [...given].reverse())).toEqual(uncovered(wanted, given));
    }),
  );
});
