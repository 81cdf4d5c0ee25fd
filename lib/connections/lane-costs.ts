import type { Provider, StreamName } from "@/lib/providers/contract";

type Offer = Pick<Provider, "limits" | "streams">;
type Need = { stream: StreamName; days: number };
/** What is read at every slot, hourly, daily and weekly: a stream that comes twice is read once, with the more days. */
const tiers = ["slot", "hour", "day", "week"] as const;
type Tier = (typeof tiers)[number];

const metrics: StreamName[] = ["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics"];
const entities: StreamName[] = ["campaigns", "adsets", "ads", "creatives"];
const over = (days: number, streams: StreamName[]): Need[] => streams.map((stream) => ({ stream, days }));

function needsOf({ limits }: Offer, isRealtime: boolean): Record<Tier, Need[]> {
  const whole = limits.restatementDays + 1;
  const today: StreamName[] = isRealtime ? ["campaign_metrics"] : ["account_metrics", "campaign_metrics"];
  return {
    slot: over(2, [...today, "orders"]),
    hour: [...over(7, metrics), ...over(1, [...entities, "inventory"]), ...over(3, ["fees"])],
    day: [
      ...over(whole, [...metrics, "demographics"]),
      ...over(1, ["fee_estimates", "inbound_shipments"]),
      ...over(7, ["orders"]),
      ...over(14, ["fees"]),
      ...over(30, ["stock_movements", "returns", "reimbursements"]),
    ],
    week: [
      ...over(30, ["orders"]),
      ...over(45, ["fees"]),
      ...over(90, ["stock_movements"]),
      ...over(180, ["reimbursements"]),
    ],
  };
}

function callsOf({ limits, streams }: Offer, { stream, days }: Need): number {
  if (streams[stream] === undefined) return 0;
  const callsFor = (length: number) => limits.sliceCalls?.(stream, length) ?? 1;
  // Audiences are kept by calendar month: a window touches one more than it is long.
  if (stream === "demographics") return (Math.ceil(days / 30) + 1) * callsFor(30);
  const size = limits.sliceDays[stream] ?? 30;
  return Math.ceil(days / size) * callsFor(Math.min(days, size));
}

/**
 * Calls of one account that each tier adds to those before it, by the provider's own streams and the days its slices
 * hold. Pure; a test holds it against the planner.
 */
export function laneCosts(offer: Offer, isRealtime: boolean): Record<Tier, number> {
  const needs = needsOf(offer, isRealtime);
  const read = new Map<StreamName, number>();
  const costs = { slot: 0, hour: 0, day: 0, week: 0 };
  for (const tier of tiers)
    for (const need of needs[tier]) {
      const calls = callsOf(offer, need);
      costs[tier] += calls - (read.get(need.stream) ?? 0);
      read.set(need.stream, calls);
    }
  return costs;
}
