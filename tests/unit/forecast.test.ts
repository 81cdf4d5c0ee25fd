import { describe, expect, test } from "vitest";
import { forecastFrequencies } from "@/lib/connections/forecast";
import { type Frequency, frequencySeconds } from "@/lib/domain/frequency";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/contract";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import { estimateCalls } from "@/lib/sync/estimate-calls";
import { allLanes, chooseLanes, type LaneClocks, marketLanes } from "@/lib/sync/lanes";
import { planSlices } from "@/lib/sync/plan";

const dayMs = 86_400_000;
const accounts = [{ externalId: "1", timezone: "UTC" }];

/** Calls of an account per hour over a week of scheduled runs, each planned as the engine plans it. */
function plannedPerHour(provider: Provider, frequency: Frequency): number {
  const everyMs = (frequencySeconds[frequency] ?? 0) * 1_000;
  const from = Date.parse("2026-06-10T00:00:00Z");
  const offered = isMarketplace(provider) ? marketLanes : allLanes;
  const clocks: LaneClocks = Object.fromEntries(offered.map((lane) => [lane, new Date(from).toISOString()]));
  let calls = 0;
  for (let at = from + everyMs; at <= from + 7 * dayMs; at += everyMs) {
    const now = new Date(at);
    const lanes = chooseLanes({ trigger: "schedule", mode: "incremental", clocks, frequency, now, offered });
    const isRealtime = frequency === "realtime";
    const slices = planSlices({
      provider,
      accounts,
      lanes,
      mode: "incremental",
      isFirst: false,
      isRealtime,
      now,
    });
    calls += slices.reduce((sum, slice) => sum + estimateCalls(slice, provider.limits), 0);
    for (const lane of lanes) clocks[lane] = now.toISOString();
  }
  return calls / (7 * 24);
}

describe.each(listProviders().map((provider) => [provider.name, provider] as const))(
  "%s",
  (_name, provider) => {
    test.each(["realtime", "5min", "10min", "30min", "hourly", "daily"] as const)(
      "the forecast of %s is what a week of its plan asks for",
      (frequency) => {
        const choice = forecastFrequencies({ provider, hasRealtimeGrant: true }).find(
          (one) => one.frequency === frequency,
        );
        const planned = plannedPerHour(provider, frequency);
        const allowed = Math.max(2, planned * 0.15);
        expect(Math.abs((choice?.calls_per_hour ?? 0) - planned)).toBeLessThanOrEqual(allowed);
      },
    );
  },
);

test("a frequency that cannot be had says why", () => {
  const [provider] = listProviders();
  if (!provider) throw new Error("there is no provider");
  const limits = { ...provider.limits, minimumPollSeconds: 30, accountCallsPerHour: 100_000 };
  const reasonOf = (given: Partial<typeof limits>, hasRealtimeGrant: boolean) =>
    forecastFrequencies({
      provider: { ...provider, limits: { ...limits, ...given } },
      hasRealtimeGrant,
    }).find(({ frequency }) => frequency === "realtime")?.reason;
  expect(reasonOf({}, true)).toBeUndefined();
  expect(reasonOf({}, false)).toMatch(/enabled per workspace/);
  expect(reasonOf({ minimumPollSeconds: 300 }, true)).toMatch(/more often than every 300 s/);
  expect(reasonOf({ accountCallsPerHour: 20 }, true)).toMatch(/calls an hour; 18 fit/);
});
