import { addDays, type Day, type DayRange, dayIn, splitDays } from "@/lib/domain/day";
import { phaseOfStream } from "@/lib/domain/phase";
import { DerivedStream, type Lane, MarketStream } from "@/lib/domain/stream";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import type { PlanAccount, PlanInput, PlannedSlice } from "./plan-input";

type Reading = {
  /** Days each lane reads back, today included; of lanes that meet, the widest counts. */
  days: Partial<Record<Lane, number>>;
  /** One answer tells all there is; it has no range. */
  isListing?: true;
  /** What is newer than the last answer can be asked for alone. */
  hasChanges?: true;
};

/**
 * How far back each stream is read, and how often. Orders change for weeks after they were last looked at, transactions
 * are posted up to two days late and deferred ones released within 45 days, reimbursements and their reversals come late:
 * Amazon's own delays, `GET_FBA_REIMBURSEMENTS_DATA` up to five days after the event and reversals months later.
 */
const readings: Record<MarketStream, Reading> = {
  orders: { days: { today: 2, cold: 7, deep: 30 }, hasChanges: true },
  inventory: { days: { entities: 1 }, isListing: true },
  fees: { days: { warm: 3, cold: 14, deep: 45 } },
  fee_estimates: { days: { cold: 1 }, isListing: true },
  stock_movements: { days: { cold: 30, deep: 90 } },
  returns: { days: { cold: 30 } },
  reimbursements: { days: { cold: 30, deep: 180 } },
  inbound_shipments: { days: { cold: 1 }, isListing: true },
};

/** An answer may have missed what was being written when it was made. */
const overlapMs = 5 * 60_000;

const lanesWidestFirst: Lane[] = ["deep", "cold", "warm", "today", "entities"];

function widest(reading: Reading, lanes: Lane[]) {
  const lane = lanesWidestFirst.find((one) => lanes.includes(one) && reading.days[one] !== undefined);
  return lane && { lane, days: reading.days[lane] ?? 1 };
}

type Piece = DayRange & { since?: Date };

/** What is read goes back to where the last answer ended, however long ago that is. */
function piecesOf(
  stream: MarketStream,
  { lane, days }: { lane: Lane; days: number },
  { input, account, today }: { input: PlanInput; account: PlanAccount; today: Day },
): Piece[] {
  const { limits } = input.provider;
  const { isListing, hasChanges } = readings[stream];
  if (isListing) return [{ from: today, to: today }];
  const isWhole = input.mode === "full" || input.isFirst;
  const known = account.watermarks?.[stream];
  const since = known && new Date(known.getTime() - overlapMs);
  if (since && hasChanges && !isWhole && lane === "today")
    return [{ from: dayIn(account.timezone, since), to: today, since }];
  const back = addDays(today, 1 - (isWhole ? limits.firstSyncDays : Math.min(days, limits.historyDays)));
  const last = since ? dayIn(account.timezone, since) : back;
  const [from = back] = [back, last, account.unread?.[stream] ?? back].sort();
  return splitDays({ from, to: today }, limits.sliceDays[stream] ?? 30);
}

/** What is worked out once the rows are in: by every run that reads more than the newest orders. */
function derivedSlices(input: Pick<PlanInput, "provider">, lane: Lane, account: PlanAccount, today: Day) {
  const { streams } = input.provider;
  const isOffered = { claims: true, reconciliation: streams.orders && streams.fees };
  return DerivedStream.options
    .filter((stream) => isOffered[stream])
    .map((stream) => ({
      stream,
      lane,
      phase: phaseOfStream[stream],
      accountExternalId: account.externalId,
      from: today,
      to: today,
    }));
}

/** Claims and books of the accounts whose rows are read again outside the usual plan. */
export function planDerived(
  provider: PlanInput["provider"],
  lane: PlannedSlice["lane"],
  accounts: PlanAccount[],
  now: Date,
): PlannedSlice[] {
  if (!isMarketplace(provider)) return [];
  return accounts.flatMap((account) =>
    derivedSlices({ provider }, "warm", account, dayIn(account.timezone, now)).map((slice) => ({
      ...slice,
      lane,
    })),
  );
}

/** A marketplace's part of a plan for one account; empty for providers without one. Pure. */
export function marketSlices(input: PlanInput, account: PlanAccount, today: Day): PlannedSlice[] {
  if (!isMarketplace(input.provider)) return [];
  const read = MarketStream.options.flatMap((stream) => {
    const chosen = input.provider.streams[stream] && widest(readings[stream], input.lanes);
    if (!chosen) return [];
    const base = {
      stream,
      lane: chosen.lane,
      phase: phaseOfStream[stream],
      accountExternalId: account.externalId,
    };
    return piecesOf(stream, chosen, { input, account, today }).map((piece) => ({ ...base, ...piece }));
  });
  const lane = lanesWidestFirst.find((one) => one !== "today" && input.lanes.includes(one));
  return lane && lane !== "entities" ? [...read, ...derivedSlices(input, lane, account, today)] : read;
}
