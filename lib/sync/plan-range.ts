import { addDays, type Day, type DayRange, dayIn, monthsOf, splitDays } from "@/lib/domain/day";
import { phaseOfStream } from "@/lib/domain/phase";
import type { RangeStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import { inPlanOrder, isOffered, type PlanAccount, type PlannedSlice } from "./plan";
import { planDerived } from "./plan-market";

export type RangeInput = DayRange & {
  provider: Pick<Provider, "limits" | "streams">;
  accounts: PlanAccount[];
  streams: readonly RangeStream[];
  now: Date;
};

const lastOfMonth = (day: Day): Day => {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

const earlier = (a: Day, b: Day) => (a < b ? a : b);

/** A month is stored whole, so a range that ends within one reads it to its end; months begun before `oldest` are left out. */
const wholeMonths = ({ from, to }: DayRange, { oldest, today }: { oldest: Day; today: Day }): DayRange[] =>
  monthsOf({ from, to: earlier(lastOfMonth(to), today) }).filter((month) => month.from >= oldest);

/**
 * The slices that read chosen days again, newest first. Days the account has not reached yet and days the provider
 * no longer tells are left out. Pure.
 */
export function planRange({ provider, accounts, streams, now, from, to }: RangeInput): PlannedSlice[] {
  const { historyDays, sliceDays } = provider.limits;
  const slices: PlannedSlice[] = accounts.flatMap(({ externalId, timezone }) => {
    const today = dayIn(timezone, now);
    const oldest = addDays(today, 1 - historyDays);
    const range = { from: from < oldest ? oldest : from, to: earlier(to, today) };
    return streams.flatMap((stream) => {
      const pieces =
        stream === "demographics"
          ? wholeMonths(range, { oldest, today })
          : splitDays(range, sliceDays[stream] ?? 30);
      const base = {
        stream,
        lane: "backfill",
        phase: phaseOfStream[stream],
        accountExternalId: externalId,
      } as const;
      return pieces.map((piece) => ({ ...base, ...piece }));
    });
  });
  return [...slices, ...planDerived(provider, "backfill", accounts, now)]
    .filter(({ stream }) => isOffered(provider, stream))
    .sort(inPlanOrder);
}
