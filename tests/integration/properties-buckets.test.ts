import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { type Allowed, type Spent, spendCall } from "@/lib/db/budget";
import { withWorker } from "@/lib/db/transaction";

const workspaceId = newId();
const start = Date.parse("2026-06-10T23:10:30Z");
const day = 86_400_000;
const plenty = 1_000_000;

const spend = (limits: Omit<Allowed, "at">, ms: number): Promise<Spent> =>
  withWorker({ workspaceId }, (tx) => spendCall(tx, { ...limits, at: new Date(ms) }));

const buckets = fc.record({
  ratePerSecond: fc.constantFrom(0.0056, 0.0167, 0.5, 2),
  burst: fc.integer({ min: 1, max: 6 }),
});
const waits = fc.array(fc.oneof(fc.nat({ max: 1_500 }), fc.nat({ max: 200_000 })), {
  minLength: 1,
  maxLength: 40,
});

test("however calls arrive, no stretch of time holds more than a bucket's burst and what came back in it", async () => {
  await fc.assert(
    fc.asyncProperty(buckets, waits, async (bucket, pauses) => {
      const limits = { scope: `test:${newId()}`, perHour: plenty, bucket };
      const made: number[] = [];
      let at = start;
      for (const pause of pauses) {
        at += pause;
        const { allowed } = await spend(limits, at);
        if (allowed) made.push(at);
      }
      made.forEach((from, first) => {
        made.slice(first).forEach((to, count) => {
          expect(count + 1).toBeLessThanOrEqual(
            bucket.burst + ((to - from) / 1_000) * bucket.ratePerSecond + 1e-3,
          );
        });
      });
    }),
    { numRuns: 20 },
  );
});

test("who finds a bucket empty is told the moment at which a call is back", async () => {
  await fc.assert(
    fc.asyncProperty(buckets, fc.nat({ max: 10 }), async (bucket, more) => {
      const limits = { scope: `test:${newId()}`, perHour: plenty, bucket };
      let at = start;
      for (let call = 0; call < bucket.burst + more; call += 1) {
        const spent = await spend(limits, at);
        if (call < bucket.burst) expect(spent.allowed).toBe(true);
        if (!spent.until) continue;
        expect(spent.until.getTime() - at).toBeLessThanOrEqual(1_000 / bucket.ratePerSecond + 2);
        at = spent.until.getTime();
        expect(await spend(limits, at)).toMatchObject({ allowed: true });
      }
    }),
    { numRuns: 20 },
  );
});

test("a day's calls come back at midnight UTC, and not before", async () => {
  await fc.assert(
    fc.asyncProperty(waits, fc.integer({ min: 1, max: 5 }), async (pauses, perDay) => {
      const limits = { scope: `test:${newId()}`, perHour: plenty, perDay };
      const made = new Map<number, number>();
      let at = start;
      for (const pause of pauses) {
        at += pause * 5;
        const { allowed, until } = await spend(limits, at);
        const today = Math.floor(at / day);
        if (allowed) made.set(today, (made.get(today) ?? 0) + 1);
        else expect(until?.getTime()).toBe((today + 1) * day);
        expect(allowed).toBe((made.get(today) ?? 0) <= perDay && until === null);
      }
      for (const calls of made.values()) expect(calls).toBeLessThanOrEqual(perDay);
    }),
    { numRuns: 20 },
  );
});

test("many spenders of one bucket at once take exactly its burst", async () => {
  for (const burst of [1, 4, 9]) {
    const limits = { scope: `test:${newId()}`, perHour: plenty, bucket: { ratePerSecond: 0.001, burst } };
    const all = await Promise.all(Array.from({ length: 16 }, (_, index) => spend(limits, start + index)));
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(burst);
  }
});

test("a call that one limit refuses is taken from none of them", async () => {
  const scope = `test:${newId()}`;
  const bucket = { ratePerSecond: 0.01, burst: 2 };
  const limits = { scope, perHour: plenty, perDay: 1, bucket };
  expect(await spend(limits, start)).toMatchObject({ allowed: true, used: 1 });
  for (let again = 0; again < 3; again += 1) expect((await spend(limits, start)).allowed).toBe(false);
  expect(await spend({ scope, perHour: plenty, bucket }, start)).toMatchObject({ allowed: true, used: 2 });
});
