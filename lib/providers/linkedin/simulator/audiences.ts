import { child, hashText, minutesPerDay, roll, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { audiences, type Value } from "./labels";
import { add, counted, type Numbers, nothing } from "./numbers";
import type { Sandbox } from "./sandbox";
import { dayTotals } from "./totals";

export type Days = { from: number; to: number };
export type SegmentRow = { value: Value; numbers: Numbers };

/** Members are told of later than numbers. */
const delayMinutes = minutesPerDay / 2;
const mostValues = 100;
const fewestEvents = 3;

/** The account's sums over days that are told by now. */
function sumOver(sandbox: Sandbox, account: AccountNode, { from, to }: Days, now: Wall): Numbers {
  const sum = nothing();
  for (let day = from; day <= to && (day + 1) * minutesPerDay + delayMinutes <= now; day += 1) {
    const { account: totals } = dayTotals(sandbox, account, day, now);
    if (totals) add(sum, totals);
  }
  return sum;
}

/**
 * Who the people were, over a range: blurred by up to three events, values with fewer than three left out, the hundred
 * largest alone. The parts do not add up to the account, as at LinkedIn.
 */
export function segmentRows(
  sandbox: Sandbox,
  account: AccountNode,
  { pivot, days, now }: { pivot: string; days: Days; now: Wall },
): SegmentRow[] {
  const { values } = audiences[pivot] ?? { values: [] };
  const key = child(account.key, hashText(pivot));
  const weights = values.map((_, index) => (0.4 + roll(key, index)) / (1 + index / 4));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const sum = sumOver(sandbox, account, days, now);
  const rows = values.map((value, index) => {
    const share = (weights[index] ?? 0) / whole;
    const numbers = nothing();
    for (const name of counted) numbers[name] = Math.floor(sum[name] * share);
    const noise = Math.floor(roll(child(key, days.from), index) * 7) - 3;
    numbers.impressions = sum.impressions === 0 ? 0 : Math.max(0, numbers.impressions + noise);
    numbers.valueCents = 0;
    return { value, numbers };
  });
  return rows
    .filter(({ numbers }) => numbers.impressions >= fewestEvents)
    .sort((a, b) => b.numbers.impressions - a.numbers.impressions)
    .slice(0, mostValues);
}
