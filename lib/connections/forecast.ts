import type { FrequencyChoice } from "@/lib/api/connection";
import { type Frequency, frequencyLabels, frequencySeconds } from "@/lib/domain/frequency";
import type { Provider } from "@/lib/providers/contract";
import { softLimit } from "./call-context";

/** Calls of one account: today's metric streams at each slot (one of them in realtime); the week and entities hourly. */
const callsPerSlot = (frequency: Frequency) => (frequency === "realtime" ? 1 : 2);
const callsPerHourAnyway = 7;

type Input = { provider: Pick<Provider, "name" | "limits">; hasRealtimeGrant: boolean };

function callsPerHour(frequency: Frequency): number {
  const seconds = frequencySeconds[frequency];
  if (seconds === null) return 0;
  const slots = 3_600 / seconds;
  return Math.round(slots * callsPerSlot(frequency) + Math.min(1, slots) * callsPerHourAnyway);
}

/** What each frequency costs the busiest account, as calls per hour and share of its budget, and why one is refused. */
export function forecastFrequencies({ provider, hasRealtimeGrant }: Input): FrequencyChoice[] {
  const limit = softLimit(provider.limits.accountCallsPerHour);
  return (Object.keys(frequencyLabels) as Frequency[]).map((frequency) => {
    const calls = callsPerHour(frequency);
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
