import { addDays, type Day, type DayRange, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import { type Phase, phaseGroups, phaseOfStream } from "@/lib/domain/phase";
import type { RunMode } from "@/lib/domain/run-status";
import type { AdStream, Lane, SliceLane } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";

export type PlannedSlice = DayRange & {
  stream: AdStream;
  lane: SliceLane;
  phase: Phase;
  accountExternalId: string;
};
export type PlanAccount = { externalId: string; timezone: string };
export type PlanInput = {
  provider: Pick<Provider, "limits" | "streams">;
  accounts: PlanAccount[];
  lanes: Lane[];
  mode: RunMode;
  isFirst: boolean;
  /** At 30 s only campaigns are asked for each time: two calls a slot would not fit the hourly allowance. */
  isRealtime: boolean;
  now: Date;
};

const entityStreams: AdStream[] = ["campaigns", "adsets", "ads", "creatives"];
const metricStreams: AdStream[] = ["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics"];
const laneStreams = {
  today: ["account_metrics", "campaign_metrics"],
  warm: metricStreams,
  cold: metricStreams,
} as const satisfies Record<string, readonly AdStream[]>;

const streamsOf = (lane: keyof typeof laneStreams, { isRealtime }: PlanInput): readonly AdStream[] =>
  lane === "today" && isRealtime ? ["campaign_metrics"] : laneStreams[lane];

function metricSlices(input: PlanInput, account: PlanAccount, today: Day): PlannedSlice[] {
  const { limits } = input.provider;
  const isWhole = input.mode === "full" || input.isFirst;
  const daysOf = {
    today: 2,
    warm: 7,
    // A day restated for n days is n days old when it last changes.
    cold: isWhole ? limits.firstSyncDays : limits.restatementDays + 1,
  } as const;
  return metricStreams.flatMap((stream) => {
    const lanes = (["cold", "warm", "today"] as const).filter(
      (lane) => input.lanes.includes(lane) && streamsOf(lane, input).includes(stream),
    );
    const [lane] = lanes;
    if (!lane) return [];
    const range = { from: addDays(today, 1 - daysOf[lane]), to: today };
    const size = limits.sliceDays[stream as keyof typeof limits.sliceDays] ?? 30;
    return splitDays(range, size).map((piece) => ({
      ...piece,
      stream,
      lane,
      phase: phaseOfStream[stream],
      accountExternalId: account.externalId,
    }));
  });
}

/** Audiences are kept by calendar month: a key that does not move with the window. */
function demographicSlices(input: PlanInput, account: PlanAccount, today: Day): PlannedSlice[] {
  if (!input.lanes.includes("demographics")) return [];
  const { firstSyncDays, restatementDays } = input.provider.limits;
  const days = input.mode === "full" || input.isFirst ? firstSyncDays : restatementDays + 1;
  return monthsOf({ from: addDays(today, 1 - days), to: today }).map((range) => ({
    ...range,
    stream: "demographics",
    lane: "demographics",
    phase: "demographics",
    accountExternalId: account.externalId,
  }));
}

/** Ads come before campaigns: the vendor prepares their reports while the rest is read. */
const phaseOrder: readonly Phase[] = phaseGroups.flat();

export const inPlanOrder = (a: PlannedSlice, b: PlannedSlice) =>
  phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase) || (a.to < b.to ? 1 : a.to > b.to ? -1 : 0);

/**
 * What a run will ask, in order: entities first, then numbers, newest days first, accounts interleaved. Pure: the
 * same input gives the same plan. Days are the account's own.
 */
export function planSlices(input: PlanInput): PlannedSlice[] {
  const slices = input.accounts.flatMap((account) => {
    const today = dayIn(account.timezone, input.now);
    const listing = {
      from: today,
      to: today,
      lane: "entities",
      accountExternalId: account.externalId,
    } as const;
    const entities = input.lanes.includes("entities")
      ? entityStreams.map((stream) => ({ ...listing, stream, phase: phaseOfStream[stream] }))
      : [];
    return [...entities, ...metricSlices(input, account, today), ...demographicSlices(input, account, today)];
  });
  return slices.filter(({ stream }) => input.provider.streams[stream] !== undefined).sort(inPlanOrder);
}
