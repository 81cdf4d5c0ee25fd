import { minutesPerDay, roll, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { activeSpan, type CreativeNode, type Objective } from "./tree";

/** What a creative, or everything above it, did in a day. Money in hundredths of the account's currency; all whole. */
export type Numbers = {
  impressions: number;
  clicks: number;
  landings: number;
  spendCents: number;
  conversions: number;
  valueCents: number;
  leads: number;
  mailLeads: number;
};

export const counted = [
  ...(["impressions", "clicks", "landings", "spendCents"] as const),
  ...(["conversions", "valueCents", "leads", "mailLeads"] as const),
];

export const nothing = (): Numbers => ({
  ...{ impressions: 0, clicks: 0, landings: 0, spendCents: 0 },
  ...{ conversions: 0, valueCents: 0, leads: 0, mailLeads: 0 },
});

export function add(sum: Numbers, more: Numbers): void {
  sum.impressions += more.impressions;
  sum.clicks += more.clicks;
  sum.landings += more.landings;
  sum.spendCents += more.spendCents;
  sum.conversions += more.conversions;
  sum.valueCents += more.valueCents;
  sum.leads += more.leads;
  sum.mailLeads += more.mailLeads;
}

/** Share of a day's delivery that is over by `minute`: office hours. */
function shareBy(minute: number): number {
  if (minute <= 0 || minute >= minutesPerDay) return minute <= 0 ? 0 : 1;
  const turn = (2 * Math.PI) / minutesPerDay;
  const swing = Math.sin(turn * (minute - 240)) + Math.sin(turn * 240);
  return minute / minutesPerDay - (0.85 / (2 * Math.PI)) * swing;
}

/** Sunday first; LinkedIn rests at weekends. */
const weekdays = [0.45, 1.1, 1.2, 1.2, 1.15, 1.0, 0.5] as const;
const weekdayFactor = (day: number) => weekdays[(day + 4) % 7] ?? 1;

/** Reporting catches up with delivery within a day and a half. */
const settled = (age: number) => (age <= 0 ? 0.97 : Math.min(1, 0.97 + (0.03 * age) / 2_160));

/** Conversions come in late and are booked on the day of the click, for 30 days. */
function matured(age: number): number {
  const share = Math.min(1, Math.max(0, age / (30 * minutesPerDay)));
  return 1 - 0.45 * (1 - share) ** 3;
}

/** After this many minutes a day no longer changes. */
export const finalAge = 30 * minutesPerDay;

const rates: Record<Objective, { conversions: number; leads: number }> = {
  LEAD_GENERATION: { conversions: 0.01, leads: 0.09 },
  WEBSITE_CONVERSIONS: { conversions: 0.05, leads: 0.01 },
  WEBSITE_VISITS: { conversions: 0.012, leads: 0.002 },
  BRAND_AWARENESS: { conversions: 0.003, leads: 0 },
};

/** When a creative delivers and how well; it never changes. */
export type Living = {
  creative: CreativeNode;
  from: Wall;
  to: Wall;
  /** Impressions of a usual day, clicks of one of them, cost of one in hundredths. */
  reach: number;
  clickRate: number;
  centsEach: number;
  /** How many of its clicks become something, and what one is worth. */
  success: number;
  valueCents: number;
  writesMail: boolean;
};

export function liven(account: AccountNode, creative: CreativeNode): Living {
  const { key } = creative;
  return {
    creative,
    ...activeSpan(creative),
    reach: 150 * 2 ** (5 * roll(key, 40)),
    clickRate: 0.004 + 0.012 * roll(key, 42),
    centsEach: 5.5 * (0.6 + 0.9 * roll(key, 43)) * account.perDollar,
    success: 0.6 + 0.8 * roll(key, 44),
    valueCents: Math.floor((90 + 400 * roll(key, 45)) * account.perDollar * 100),
    writesMail: roll(key, 46) < 0.1,
  };
}

/** A creative's numbers of one day as they are known at `now`; null without delivery. Pure. */
export function numbersOf(living: Living, day: number, now: Wall): Numbers | null {
  const { key, campaign } = living.creative;
  const midnight = day * minutesPerDay;
  const from = Math.max(midnight, living.from);
  const to = Math.min(midnight + minutesPerDay, living.to, now);
  if (to <= from || roll(key, day + 200_000) < 0.04) return null;
  const age = now - midnight - minutesPerDay;
  const reach = living.reach * weekdayFactor(day) * (0.75 + 0.5 * roll(key, day));
  const impressions = Math.floor(reach * (shareBy(to - midnight) - shareBy(from - midnight)) * settled(age));
  if (impressions === 0) return null;
  // Some days lose invalid clicks, and their cost, two days later.
  const keep = age > 2 * minutesPerDay && roll(key, day + 100_000) < 0.04 ? 0.97 : 1;
  const clicks = Math.floor(impressions * living.clickRate * keep + roll(key, day + 350_000));
  const late = clicks * matured(age) * living.success;
  const rate = rates[campaign.objective];
  const happened = (share: number, salt: number) =>
    share === 0 ? 0 : Math.floor(late * share + roll(key, day + salt) * Math.min(1, late / 5));
  const conversions = happened(rate.conversions, 400_000);
  return {
    impressions,
    clicks,
    landings: Math.floor(clicks * 0.7),
    spendCents: Math.floor(impressions * living.centsEach * keep),
    conversions,
    valueCents: conversions * living.valueCents,
    leads: happened(rate.leads, 600_000),
    mailLeads: living.writesMail ? happened(0.02, 700_000) : 0,
  };
}
