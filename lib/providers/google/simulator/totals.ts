import { child, minutesPerDay, roll, runningShares, type Wall } from "../../simulation";
import type { CustomerNode } from "./accounts";
import { add, counted, type Numbers, nothing, numbersOf, traitsOf } from "./numbers";
import { activeSpan, type GroupNode, treeAt, type Unit, unitsOf } from "./tree";

export type Level = "account" | "campaign" | "group" | "ad";
/** Days since 1970-01-01, both ends included. */
export type Days = { from: number; to: number };
/** `unit` is any below what the row is about. */
export type DailyRow = { unit: Unit; day: number; numbers: Numbers };
export type Wanted = (unit: Unit) => boolean;

const keyAt = {
  account: () => "",
  campaign: ({ group }: Unit) => group.campaign.id,
  group: ({ group }: Unit) => group.id,
  ad: ({ ad, group }: Unit) => (ad ? ad.id : group.id),
} satisfies Record<Level, (unit: Unit) => string>;

/** One row per thing of `level` and day with delivery: things in the order of their ids, days within. */
export function dailyRows(
  account: CustomerNode,
  level: Level,
  days: Days,
  now: Wall,
  wanted: Wanted = () => true,
): DailyRow[] {
  const groups = new Map<string, (DailyRow | undefined)[]>();
  for (const unit of unitsOf(treeAt(account, now))) {
    const active = activeSpan(unit);
    const isOver = active.to <= days.from * minutesPerDay || active.from >= (days.to + 1) * minutesPerDay;
    if (isOver || !wanted(unit)) continue;
    const traits = traitsOf(account, unit);
    const key = keyAt[level](unit);
    const rows = groups.get(key) ?? [];
    groups.set(key, rows);
    for (let day = days.from; day <= days.to; day += 1) {
      const numbers = numbersOf(account, traits, active, day, now);
      if (!numbers) continue;
      const row = rows[day - days.from];
      if (row) add(row.numbers, numbers);
      else rows[day - days.from] = { unit, day, numbers };
    }
  }
  const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.flatMap(([, rows]) => rows.filter((row) => row !== undefined));
}

export const hasAds: Wanted = ({ ad }) => ad !== null;

const ages = ["18_24", "25_34", "35_44", "45_54", "55_64", "65_UP"].map((range) => `AGE_RANGE_${range}`);
const audiences = {
  age: { types: [...ages, "AGE_RANGE_UNDETERMINED"], weights: [14, 30, 24, 16, 8, 5, 12] },
  gender: { types: ["MALE", "FEMALE", "UNDETERMINED"], weights: [44, 46, 10] },
} as const;
export type Dimension = keyof typeof audiences;

/** Shares of a group's audiences as running sums that end at exactly 1. */
function sharesOf({ key }: GroupNode, dimension: Dimension): number[] {
  const weights = audiences[dimension].weights.map(
    (weight, index) => weight * (0.5 + roll(child(key, dimension.length), index)),
  );
  return runningShares(weights);
}

export type AudienceRow = DailyRow & { type: string };

/** Each ad group's days split by audience; the parts add up to the whole. Performance Max has no audiences. */
export function audienceRows(
  account: CustomerNode,
  dimension: Dimension,
  days: Days,
  now: Wall,
): AudienceRow[] {
  const { types } = audiences[dimension];
  return dailyRows(account, "group", days, now, hasAds).flatMap((row) => {
    const shares = sharesOf(row.unit.group, dimension);
    return types.map((type, index) => {
      const numbers = nothing();
      for (const name of counted) {
        const before = index === 0 ? 0 : Math.floor(row.numbers[name] * (shares[index - 1] ?? 0));
        numbers[name] = Math.floor(row.numbers[name] * (shares[index] ?? 1)) - before;
      }
      return { ...row, type, numbers };
    });
  });
}
