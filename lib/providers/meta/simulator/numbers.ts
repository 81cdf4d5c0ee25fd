import { minutesPerDay, roll, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { AdNode, Objective } from "./tree";

/** What an ad, or everything above it, did in a day. Money in minor units of the account's currency; all whole. */
export type Numbers = {
  impressions: number;
  clicks: number;
  linkClicks: number;
  visits: number;
  spendMinor: number;
  purchases: number;
  revenueMinor: number;
  leads: number;
  installs: number;
  registrations: number;
};

export const counted = [
  ...(["impressions", "clicks", "linkClicks", "visits", "spendMinor", "purchases"] as const),
  ...(["revenueMinor", "leads", "installs", "registrations"] as const),
];

export const nothing = (): Numbers => ({
  ...{ impressions: 0, clicks: 0, linkClicks: 0, visits: 0, spendMinor: 0, purchases: 0 },
  ...{ revenueMinor: 0, leads: 0, installs: 0, registrations: 0 },
});

export function add(sum: Numbers, more: Numbers): void {
  for (const name of counted) sum[name] += more[name];
}

/** Share of a day's delivery that is over by `minute`: quiet nights, busy afternoons. */
function shareBy(minute: number): number {
  const turn = (2 * Math.PI) / minutesPerDay;
  const swing = Math.sin(turn * (minute - 210)) + Math.sin(turn * 210);
  return minute / minutesPerDay - (0.75 / (2 * Math.PI)) * swing;
}

const weekdays = [1.12, 0.98, 0.95, 0.96, 1.0, 1.08, 1.15] as const;

/** Days since 1970-01-01, a Thursday; Sunday is 0. */
const weekdayFactor = (day: number) => weekdays[(day + 4) % 7] ?? 1;

/** Reporting catches up with delivery in the 18 hours after the day. */
const settled = (age: number) => (age <= 0 ? 0.98 : Math.min(1, 0.98 + (0.02 * age) / 1_080));

/** Conversions come in late and are booked on the day of the click, for 28 days. */
function matured(age: number): number {
  const share = Math.min(1, Math.max(0, age / (28 * minutesPerDay)));
  return 1 - 0.38 * (1 - share) ** 3;
}

const rates: Record<
  Objective,
  { purchases: number; leads: number; installs: number; registrations: number }
> = {
  sales: { purchases: 0.034, leads: 0.002, installs: 0, registrations: 0.006 },
  leads: { purchases: 0.002, leads: 0.06, installs: 0, registrations: 0.015 },
  app: { purchases: 0.004, leads: 0, installs: 0.09, registrations: 0.03 },
  traffic: { purchases: 0.004, leads: 0.002, installs: 0, registrations: 0.002 },
  awareness: { purchases: 0.0008, leads: 0.0005, installs: 0, registrations: 0.0005 },
};

/** Impressions of the whole day if nothing stopped the ad. */
function dailyReach(ad: AdNode, day: number): number {
  const size = 300 * 2 ** (6 * roll(ad.key, 40));
  const wave = 1 + 0.2 * Math.sin((2 * Math.PI * day) / (40 + 60 * roll(ad.key, 41)));
  return size * wave * weekdayFactor(day) * (0.75 + 0.5 * roll(ad.key, day));
}

/** Some days lose invalid clicks, and their cost, in a correction two and a half days later. */
const corrected = (ad: AdNode, day: number, age: number) =>
  age > 2.5 * minutesPerDay && roll(ad.key, day + 100_000) < 0.04 ? 0.97 : 1;

export type Active = { from: Wall; to: Wall };

/** An ad's numbers of one day as they are known at `now`; null without delivery. Pure. */
export function numbersOf(
  account: AccountNode,
  ad: AdNode,
  active: Active,
  day: number,
  now: Wall,
): Numbers | null {
  const midnight = day * minutesPerDay;
  const from = Math.max(midnight, active.from);
  const to = Math.min(midnight + minutesPerDay, active.to, now);
  if (to <= from || roll(ad.key, day + 200_000) < 0.03) return null;
  const age = now - midnight - minutesPerDay;
  const delivered = dailyReach(ad, day) * (shareBy(to - midnight) - shareBy(from - midnight)) * settled(age);
  const impressions = Math.floor(delivered);
  if (impressions === 0) return null;
  const keep = corrected(ad, day, age);
  const clicks = Math.floor(impressions * (0.008 + 0.02 * roll(ad.key, 42)) * keep);
  const linkClicks = Math.floor(clicks * 0.8);
  const cost = 0.006 * (0.6 + 0.9 * roll(ad.key, 43)) * (0.9 + 0.2 * roll(ad.key, day + 300_000));
  const yen = account.minorUnits === 1 ? 130 : 1;
  const late = linkClicks * matured(age) * (0.6 + 0.8 * roll(ad.key, 44));
  const rate = rates[ad.adset.campaign.objective];
  const happened = (share: number, salt: number) =>
    Math.floor(late * share + roll(ad.key, day + salt) * Math.min(1, late / 4));
  const purchases = happened(rate.purchases, 400_000);
  const basket =
    (25 + 90 * roll(ad.key, 45)) * (0.8 + 0.4 * roll(ad.key, day + 500_000)) * yen * account.minorUnits;
  return {
    impressions,
    clicks,
    linkClicks,
    visits: Math.floor(linkClicks * 0.78),
    spendMinor: Math.floor(impressions * cost * yen * account.minorUnits * keep),
    purchases,
    revenueMinor: purchases * Math.floor(basket),
    leads: rate.leads > 0 ? happened(rate.leads, 600_000) : 0,
    installs: rate.installs > 0 ? happened(rate.installs, 700_000) : 0,
    registrations: happened(rate.registrations, 800_000),
  };
}
