import fc from "fast-check";
import { expect, test } from "vitest";
import { Frequency, frequencySeconds } from "@/lib/domain/frequency";
import { freshnessOf, headlineOf } from "@/lib/domain/freshness";

const now = new Date("2026-06-10T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const hour = 3_600_000;
const order = ["quiet", "fresh", "late", "stale"];
const rank = (word: string) => Math.max(1, order.indexOf(word));

test("whatever the clocks say there is one of five words, and `never` means never completed", () => {
  const clocks = fc.option(fc.date({ noInvalidDate: true }));
  fc.assert(
    fc.property(fc.constantFrom(...Frequency.options), clocks, clocks, (frequency, completed, changed) => {
      const word = freshnessOf({ frequency, lastCompletedAt: completed, lastChangedAt: changed, now });
      expect(["fresh", "quiet", "late", "stale", "never"]).toContain(word);
      expect(word === "never").toBe(completed === null);
    }),
  );
});

test("data never looks fresher by getting older", () => {
  const age = fc.nat({ max: 10 * 24 * hour });
  fc.assert(
    fc.property(fc.constantFrom(...Frequency.options), age, age, (frequency, one, other) => {
      const at = (ms: number) =>
        freshnessOf({ frequency, lastCompletedAt: ago(ms), lastChangedAt: now, now });
      expect(rank(at(Math.min(one, other)))).toBeLessThanOrEqual(rank(at(Math.max(one, other))));
    }),
  );
});

test.each(Frequency.options)("%s: one missed slot is late, three are stale", (frequency) => {
  const everyMs = (frequencySeconds[frequency] ?? 86_400) * 1_000;
  const at = (ms: number) => freshnessOf({ frequency, lastCompletedAt: ago(ms), lastChangedAt: now, now });
  const grace = Math.max(everyMs / 2, 120_000);
  expect([at(0), at(everyMs), at(everyMs + grace)]).toEqual(["fresh", "fresh", "fresh"]);
  expect([at(everyMs + grace + 1), at(3 * everyMs + grace + 1)]).toEqual(["late", "stale"]);
});

test("nothing new for a day is quiet, not stale", () => {
  const quiet = {
    frequency: "hourly",
    lastCompletedAt: ago(1_000),
    lastChangedAt: ago(25 * hour),
    now,
  } as const;
  expect(freshnessOf(quiet)).toBe("quiet");
  expect(freshnessOf({ ...quiet, lastChangedAt: null })).toBe("quiet");
  expect(freshnessOf({ ...quiet, lastChangedAt: ago(23 * hour) })).toBe("fresh");
});

const input = {
  status: "active",
  syncStatus: "idle",
  isWaiting: false,
  errorActor: null,
  isPartial: false,
  freshness: "fresh",
} as const;

test.each([
  [{ status: "needs_reauth", syncStatus: "syncing" }, "needs_reconnect"],
  [{ status: "disconnected", syncStatus: "error" }, "disconnected"],
  [{ status: "paused", syncStatus: "error" }, "paused"],
  [{ syncStatus: "queued" }, "running"],
  [{ syncStatus: "syncing", isWaiting: true }, "waiting"],
  [{ syncStatus: "error", errorActor: "you" }, "failed"],
  [{ syncStatus: "error", errorActor: "provider" }, "recovering"],
  [{ freshness: "never" }, "not_synced"],
  [{ freshness: "stale" }, "stale"],
  [{ freshness: "late" }, "late"],
  [{ freshness: "late", isPartial: true }, "late"],
  [{ isPartial: true }, "partial"],
  [{ freshness: "quiet" }, "up_to_date"],
  [{}, "up_to_date"],
] as const)("%j reads %s", (change, headline) => {
  expect(headlineOf({ ...input, ...change })).toBe(headline);
});
