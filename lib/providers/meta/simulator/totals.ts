import { child, minutesPerDay, roll, runningShares, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { add, counted, type Numbers, nothing, numbersOf } from "./numbers";
import { type AdNode, activeSpan, adsetsOf, adsIn, campaignsIn } from "./tree";

export type Level = "account" | "campaign" | "adset" | "ad";
export type Days = { from: number; to: number };
export type DailyRow = { ad: AdNode; day: number; numbers: Numbers };

/** The id of what an ad is part of, at each level. */
export const keyAt = {
  account: () => "",
  campaign: (ad: AdNode) => ad.adset.campaign.id,
  adset: (ad: AdNode) => ad.adset.id,
  ad: (ad: AdNode) => ad.id,
} satisfies Record<Level, (ad: AdNode) => string>;

export type Wanted = (ad: AdNode) => boolean;

/** Every ad that may have delivered in `days`, deleted ones included. */
function* adsOver(account: AccountNode, days: Days): Generator<AdNode> {
  const from = days.from * minutesPerDay;
  const to = (days.to + 1) * minutesPerDay;
  for (const campaign of campaignsIn(account, from, to)) {
    for (const adset of adsetsOf(account, campaign)) yield* adsIn(account, adset, from, to);
  }
}

/** One row per entity of `level` and day with delivery, entity by entity. `ad` is any ad below the entity. */
export function dailyRows(
  account: AccountNode,
  level: Level,
  days: Days,
  now: Wall,
  wanted: Wanted = () => true,
): DailyRow[] {
  const groups = new Map<string, (DailyRow | undefined)[]>();
  for (const ad of adsOver(account, days)) {
    if (!wanted(ad)) continue;
    const active = activeSpan(ad);
    const key = keyAt[level](ad);
    const rows = groups.get(key) ?? [];
    groups.set(key, rows);
    for (let day = days.from; day <= days.to; day += 1) {
      const numbers = numbersOf(account, ad, active, day, now);
      if (!numbers) continue;
      const row = rows[day - days.from];
      if (row) add(row.numbers, numbers);
      else rows[day - days.from] = { ad, day, numbers };
    }
  }
  return [...groups.values()].flatMap((rows) => rows.filter((row) => row !== undefined));
}

const ages = ["13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"] as const;
const genders = ["female", "male", "unknown"] as const;
export type SegmentRow = { age: string; gender: string; numbers: Numbers };

const ageWeights = [1, 14, 30, 24, 16, 10, 5];
const genderWeights = [52, 45, 3];

/** Audience shares of an account as running sums that end at exactly 1. */
function sharesOf(account: AccountNode): number[] {
  const weights = ages.flatMap((_, age) =>
    genders.map((__, gender) => {
      const own = 0.5 + roll(child(account.key, 7_000 + age), gender);
      return (ageWeights[age] ?? 1) * (genderWeights[gender] ?? 1) * own;
    }),
  );
  return runningShares(weights);
}

/** The account's numbers over `days` split by age and gender; the parts add up to the whole, empty parts are left out. */
export function segmentRows(account: AccountNode, days: Days, now: Wall): SegmentRow[] {
  const shares = sharesOf(account);
  const segments: SegmentRow[] = ages.flatMap((age) =>
    genders.map((gender) => ({ age, gender, numbers: nothing() })),
  );
  for (const { numbers } of dailyRows(account, "account", days, now)) {
    for (const name of counted) {
      segments.forEach((segment, index) => {
        const before = index === 0 ? 0 : Math.floor(numbers[name] * (shares[index - 1] ?? 0));
        segment.numbers[name] += Math.floor(numbers[name] * (shares[index] ?? 1)) - before;
      });
    }
  }
  return segments.filter(({ numbers }) => numbers.impressions > 0);
}
