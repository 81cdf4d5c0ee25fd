import { addDays, type Day, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import { type Phase, phaseGroups, phaseOfStream } from "@/lib/domain/phase";
import { type AdStream, SourceStream, type Stream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import type { PlanAccount, PlanInput, PlannedSlice } from "./plan-input";
import { marketSlices } from "./plan-market";

export type { PlanAccount, PlanInput, PlannedSlice } from "./plan-input";

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

/** What is derived needs nobody to offer it. */
export const isOffered = ({ streams }: Pick<Provider, "streams">, stream: Stream) => {
  const source = SourceStream.safeParse(stream);
  return !source.success || streams[source.data] !== undefined;
};

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
    const read = [metricSlices, demographicSlices, marketSlices];
    return [...entities, ...read.flatMap((slicesOf) => slicesOf(input, account, today))];
  });
  return slices.filter(({ stream }) => isOffered(input.provider, stream)).sort(inPlanOrder);
}
