import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayIn, daysOf } from "@/lib/domain/day";
import { phaseGroups } from "@/lib/domain/phase";
import type { Lane } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import { limits } from "@/lib/providers/meta/limits";
import { type PlanInput, planSlices } from "@/lib/sync/plan";

const nothing = async () => ({ rows: [], rejected: [], cursor: null });
const streams: Provider["streams"] = {
  campaigns: nothing,
  adsets: nothing,
  ads: nothing,
  creatives: nothing,
  account_metrics: nothing,
  campaign_metrics: nothing,
  adset_metrics: nothing,
  ad_metrics: nothing,
  demographics: nothing,
};
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"];
const accounts = fc
  .array(fc.constantFrom(...zones), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((timezone, index) => ({ externalId: `act_${index}`, timezone })));
const inputs: fc.Arbitrary<PlanInput> = fc.record({
  provider: fc.constant({ limits, streams }),
  accounts,
  lanes: fc.subarray<Lane>(["today", "warm", "cold", "entities", "demographics"]),
  mode: fc.constantFrom("incremental" as const, "full" as const),
  isFirst: fc.boolean(),
  isRealtime: fc.boolean(),
  now: fc.date({ min: new Date("2026-01-01"), max: new Date("2029-01-01"), noInvalidDate: true }),
});
const windowOf = ({ isFirst, mode }: PlanInput) =>
  isFirst || mode === "full" ? limits.firstSyncDays : limits.restatementDays + 1;
const metricStreams = ["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics"] as const;
const daysAsked = (input: PlanInput, account: string, stream: string) =>
  planSlices(input)
    .filter((slice) => slice.accountExternalId === account && slice.stream === stream)
    .flatMap(daysOf);

describe("numbers", () => {
  test("every day the provider still restates is read again, up to the account's own today", () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(...metricStreams), (base, stream) => {
        const input: PlanInput = { ...base, lanes: ["today", "warm", "cold"] };
        for (const { externalId, timezone } of input.accounts) {
          const today = dayIn(timezone, input.now);
          const days = windowOf(input);
          expect(daysAsked(input, externalId, stream).sort()).toEqual(
            daysOf({ from: addDays(today, 1 - days), to: today }),
          );
        }
      }),
    );
  });

  test("no day of a stream is asked twice, whichever lanes meet", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const asked = planSlices(input).flatMap(({ stream, accountExternalId, ...range }) =>
          daysOf(range).map((day) => `${stream} ${accountExternalId} ${day}`),
        );
        expect(new Set(asked).size).toBe(asked.length);
      }),
    );
  });

  test("the newest days of a stream come first, and no slice is longer than the stream allows", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const stream of metricStreams) {
          const slices = planSlices(input).filter((slice) => slice.stream === stream);
          const ends = slices.map(({ to }) => to);
          expect(ends).toEqual([...ends].sort().reverse());
          const most = limits.sliceDays[stream] ?? 0;
          for (const slice of slices) expect(daysOf(slice).length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  test("the today lane asks for today and yesterday of account and campaigns, in realtime of campaigns alone", () => {
    fc.assert(
      fc.property(inputs, (base) => {
        const plan = planSlices({ ...base, lanes: ["today"] });
        const streamsAsked = new Set(plan.map(({ stream }) => stream));
        const expected = base.isRealtime ? ["campaign_metrics"] : ["account_metrics", "campaign_metrics"];
        expect([...streamsAsked].sort()).toEqual(expected);
        expect(plan.length).toBe(expected.length * base.accounts.length);
        for (const slice of plan) expect(daysOf(slice).length).toBe(2);
      }),
    );
  });
});

test("audiences are asked by whole calendar months that cover the window", () => {
  fc.assert(
    fc.property(inputs, (base) => {
      const input: PlanInput = { ...base, lanes: ["demographics"] };
      for (const { externalId, timezone } of input.accounts) {
        const today = dayIn(timezone, input.now);
        const months = planSlices(input).filter((slice) => slice.accountExternalId === externalId);
        const days = months.flatMap(daysOf).sort();
        expect(days.at(-1)).toBe(today);
        expect(days[0]?.slice(8)).toBe("01");
        expect((days[0] ?? "") <= addDays(today, 1 - windowOf(input))).toBe(true);
        expect(new Set(months.map(({ from }) => from)).size).toBe(months.length);
        for (const { from, to } of months)
          expect([from.slice(8), from.slice(0, 7)]).toEqual(["01", to.slice(0, 7)]);
      }
    }),
  );
});

test("phases follow each other: entities before numbers", () => {
  const groupOf = (phase: string) =>
    phaseGroups.findIndex((group) => (group as readonly string[]).includes(phase));
  fc.assert(
    fc.property(inputs, (input) => {
      const groups = planSlices(input).map(({ phase }) => groupOf(phase));
      expect(groups).toEqual([...groups].sort());
      expect(groups).not.toContain(-1);
    }),
  );
});

test("the same input gives the same plan, and streams a provider lacks are not asked", () => {
  fc.assert(
    fc.property(inputs, fc.subarray(Object.keys(streams)), (input, kept) => {
      const some = Object.fromEntries(kept.map((stream) => [stream, nothing]));
      const provider = { limits, streams: some };
      const plan = planSlices({ ...input, provider });
      expect(planSlices({ ...input, provider })).toEqual(plan);
      expect(plan).toEqual(planSlices(input).filter(({ stream }) => kept.includes(stream)));
    }),
  );
});
