import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { observeUsage, readAllowances, type Spent, spendCall } from "@/lib/db/budget";
import { withWorker } from "@/lib/db/transaction";

const workspaceId = newId();
const start = Date.parse("2026-06-10T15:00:30Z");
const hour = 3_600_000;
const work = <T>(run: Parameters<typeof withWorker<T>>[1]) => withWorker({ workspaceId }, run);
const spend = (scope: string, perHour: number, ms: number): Promise<Spent> =>
  work((tx) => spendCall(tx, { scope, perHour, at: new Date(ms) }));

/** The most calls any sliding hour holds. */
function busiestHour(calls: number[]): number {
  const sorted = [...calls].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + hour).length));
}

const waits = fc.array(
  fc.oneof(
    fc.nat({ max: 2_000 }),
    fc.nat({ max: 10 * 60_000 }),
    fc.constantFrom(0, 59_999, 60_000, hour - 1, hour),
  ),
  { minLength: 1, maxLength: 40 },
);

test("however calls arrive, no sliding hour ever holds more than the limit", async () => {
  await fc.assert(
    fc.asyncProperty(waits, fc.integer({ min: 1, max: 6 }), async (pauses, perHour) => {
      const scope = `test:${newId()}`;
      const made: number[] = [];
      let at = start;
      for (const pause of pauses) {
        at += pause;
        const { allowed, until } = await spend(scope, perHour, at);
        if (allowed) made.push(at);
        else expect(until?.getTime()).toBeGreaterThan(at);
      }
      expect(busiestHour(made)).toBeLessThanOrEqual(perHour);
    }),
    { numRuns: 25 },
  );
});

test("who is told to wait until a time is allowed at that time, and an idle hour frees all", async () => {
  await fc.assert(
    fc.asyncProperty(waits, fc.integer({ min: 1, max: 4 }), async (pauses, perHour) => {
      const scope = `test:${newId()}`;
      let at = start;
      for (const pause of pauses.slice(0, 15)) {
        at += Math.floor(pause / 4);
        const { allowed, until } = await spend(scope, perHour, at);
        if (allowed || !until) continue;
        at = until.getTime();
        expect(await spend(scope, perHour, at)).toMatchObject({ allowed: true });
      }
      at += hour + 60_000;
      for (let call = 1; call <= perHour; call += 1)
        expect(await spend(scope, perHour, at)).toEqual({ allowed: true, used: call, until: null });
    }),
    { numRuns: 15 },
  );
});

test("many spenders at once take exactly what is left", async () => {
  const crowd = fc.record({
    spenders: fc.integer({ min: 2, max: 24 }),
    perHour: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(
      crowd,
      fc.array(fc.nat({ max: 50 * 60_000 }), { minLength: 24, maxLength: 24 }),
      async (given, offsets) => {
        const { spenders, perHour } = given;
        const scope = `test:${newId()}`;
        const calls = offsets.slice(0, spenders).map((offset) => spend(scope, perHour, start + offset));
        const allowed = (await Promise.all(calls)).filter((spent) => spent.allowed).length;
        // Clocks of several machines differ, so a call may lie before those already counted; it never adds to an hour.
        expect(allowed).toBeGreaterThanOrEqual(Math.min(spenders, perHour));
        const made = (await work((tx) => readAllowances(tx, [scope], new Date(start + 50 * 60_000)))).get(
          scope,
        );
        expect(made?.used).toBe(allowed);
        expect(allowed).toBeLessThanOrEqual(perHour);
      },
    ),
    { numRuns: 12 },
  );
});

test("a suspension is only ever extended, and nothing is spent while it lasts", async () => {
  const untils = fc.array(fc.option(fc.integer({ min: -hour, max: 2 * hour })), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(untils, async (offsets) => {
      const scope = `test:${newId()}`;
      let longest = Number.NEGATIVE_INFINITY;
      for (const offset of offsets) {
        const until = offset === null ? null : new Date(start + offset);
        await work((tx) => observeUsage(tx, { scope, usedPercent: 100, until, at: new Date(start) }));
        longest = Math.max(longest, until?.getTime() ?? longest);
        const allowance = (await work((tx) => readAllowances(tx, [scope], new Date(start)))).get(scope);
        expect(allowance?.suspendedUntil?.getTime() ?? Number.NEGATIVE_INFINITY).toBe(longest);
      }
      const spent = await spend(scope, 5, start);
      expect(spent.allowed).toBe(longest <= start);
      if (!spent.allowed) {
        expect(spent.until?.getTime()).toBe(longest);
        expect(await spend(scope, 5, longest)).toMatchObject({ allowed: true, used: 1 });
      }
    }),
    { numRuns: 25 },
  );
});
