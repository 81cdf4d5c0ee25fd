import type { FrequencyChoice } from "@/lib/api/connection";
import { type Frequency, frequencyLabels, frequencySeconds } from "@/lib/domain/frequency";
import type { Provider } from "@/lib/providers/contract";
import { softLimit } from "./call-context";
import { laneCosts } from "./lane-costs";

type Input = { provider: Pick<Provider, "name" | "limits" | "streams">; hasRealtimeGrant: boolean };

/** Calls of a usual hour: what comes daily or weekly counts with its share of it. */
function callsPerHour(frequency: Frequency, provider: Input["provider"]): number {
  const seconds = frequencySeconds[frequency];
  if (seconds === null) return 0;
  const slots = 3_600 / seconds;
  const atMost = (perHour: number) => Math.min(slots, perHour);
  const { slot, hour, day, week } = laneCosts(provider, frequency === "realtime");
  const calls = slots * slot + atMost(1) * hour + atMost(1 / 24) * day + atMost(1 / 168) * week;
  return Math.max(1, Math.round(calls));
}

/** What each frequency costs the busiest account, as calls per hour and share of its budget, and why one is refused. */
export function forecastFrequencies({ provider, hasRealtimeGrant }: Input): FrequencyChoice[] {
  const limit = softLimit(provider.limits.accountCallsPerHour);
  return (Object.keys(frequencyLabels) as Frequency[]).map((frequency) => {
    const calls = callsPerHour(frequency, provider);
    const seconds = frequencySeconds[frequency];
    const reason = refuse(frequency, seconds, calls, limit, { provider, hasRealtimeGrant });
    const choice = {
      frequency,
      allowed: reason === undefined,
      calls_per_hour: calls,
      budget_share: calls / limit,
    };
    return reason === undefined ? choice : { ...choice, reason };
  });
}

function refuse(
  frequency: Frequency,
  seconds: number | null,
  calls: number,
  limit: number,
  { provider, hasRealtimeGrant }: Input,
) {
  if (seconds === null) return undefined;
  if (seconds < provider.limits.minimumPollSeconds)
    return `${provider.name} has nothing newer more often than every ${provider.limits.minimumPollSeconds} s.`;
  if (calls > limit) return `Needs ${calls} calls an hour; ${limit} fit into ${provider.name}'s allowance.`;
  if (frequency === "realtime" && !hasRealtimeGrant)
    return "Realtime is enabled per workspace. Ask us to enable it.";
  return undefined;
}
