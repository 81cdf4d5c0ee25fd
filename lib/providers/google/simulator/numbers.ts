import { minutesPerDay, roll, type Wall } from "../../simulation";
import type { CustomerNode } from "./accounts";
import type { Channel, Unit } from "./tree";

/** What a unit, or everything above it, did in a day. Money in micros, conversions in millionths: all whole. */
export type Numbers = {
  impressions: number;
  clicks: number;
  costMicros: number;
  purchases: number;
  valueMicros: number;
  leads: number;
  calls: number;
  downloads: number;
  signups: number;
  qualified: number;
};
export type Counted = keyof Numbers;

export const nothing = (): Numbers => ({
  impressions: 0,
  clicks: 0,
  costMicros: 0,
  purchases: 0,
  valueMicros: 0,
  leads: 0,
  calls: 0,
  downloads: 0,
  signups: 0,
  qualified: 0,
});

export const counted = Object.keys(nothing()) as Counted[];

export function add(sum: Numbers, more: Numbers): void {
  for (const name of counted) sum[name] += more[name];
}

/** The vendor's category of each kind of conversion. All of them are primary: `metrics.conversions` counts them. */
export const categories = {
  purchases: "PURCHASE",
  leads: "SUBMIT_LEAD_FORM",
  calls: "PHONE_CALL_LEAD",
  downloads: "DOWNLOAD",
  signups: "SIGNUP",
  qualified: "QUALIFIED_LEAD",
} as const satisfies Partial<Record<Counted, string>>;
export type Converted = keyof typeof categories;
export const convertedNames = Object.keys(categories) as Converted[];

export const conversionsIn = (numbers: Numbers) =>
  convertedNames.reduce((sum, name) => sum + numbers[name], 0);

/** Share of a day's delivery that is over by `minute`: quiet nights, busy afternoons. */
function shareBy(minute: number): number {
  const turn = (2 * Math.PI) / minutesPerDay;
  const swing = Math.sin(turn * (minute - 210)) + Math.sin(turn * 210);
  return minute / minutesPerDay - (0.75 / (2 * Math.PI)) * swing;
}

const weekdays = [0.9, 1.08, 1.1, 1.06, 1.04, 0.98, 0.86] as const;

/** Days since 1970-01-01, a Thursday; Sunday is 0. */
const weekdayFactor = (day: number) => weekdays[(day + 4) % 7] ?? 1;

/** Most numbers are told within three hours; the day is complete at 03:00. */
const settled = (age: number) => (age <= 0 ? 0.97 : Math.min(1, 0.97 + (0.03 * age) / 180));

/** Conversions come in late and are booked on the day of the click, for 30 days. */
function matured(age: number): number {
  const share = Math.min(1, Math.max(0, age / (30 * minutesPerDay)));
  return 1 - 0.42 * (1 - share) ** 3;
}

const rates: Record<Channel, Partial<Record<Converted, number>>> = {
  SEARCH: { purchases: 0.031, leads: 0.022, calls: 0.008, qualified: 0.004 },
  SHOPPING: { purchases: 0.042, signups: 0.004 },
  DISPLAY: { purchases: 0.004, signups: 0.006 },
  VIDEO: { purchases: 0.002, downloads: 0.03 },
  PERFORMANCE_MAX: { purchases: 0.036, leads: 0.006, downloads: 0.004 },
};
const clickRates: Record<Channel, number> = {
  ...{ SEARCH: 0.045, SHOPPING: 0.012, DISPLAY: 0.004 },
  ...{ VIDEO: 0.006, PERFORMANCE_MAX: 0.014 },
};
const sizes: Record<Channel, number> = {
  ...{ SEARCH: 90, SHOPPING: 300, DISPLAY: 700, VIDEO: 500, PERFORMANCE_MAX: 900 },
};

const millions = 1_000_000;

/** What stays the same of a unit from day to day. */
export function traitsOf({ currency }: CustomerNode, { key, group }: Unit) {
  const { channel } = group.campaign;
  const yen = currency === "JPY" ? 130 : 1;
  return {
    key,
    size: sizes[channel] * 2 ** (5 * roll(key, 40)),
    wave: (2 * Math.PI) / (40 + 60 * roll(key, 41)),
    clickRate: clickRates[channel] * (0.6 + 0.8 * roll(key, 42)),
    clickMicros: 450_000 * (0.5 + roll(key, 43)) * yen,
    late: 0.6 + 0.8 * roll(key, 44),
    basket: (25 + 90 * roll(key, 45)) * yen,
    rates: rates[channel],
  };
}
export type Traits = ReturnType<typeof traitsOf>;

/** Impressions of the whole day if nothing stopped the unit. */
const dailyReach = ({ key, size, wave }: Traits, day: number) =>
  size * (1 + 0.2 * Math.sin(wave * day)) * weekdayFactor(day) * (0.75 + 0.5 * roll(key, day));

/** Some days get invalid clicks credited, two and a half days later. */
const credited = (key: number, day: number, age: number) =>
  age > 2.5 * minutesPerDay && roll(key, day + 100_000) < 0.04 ? 0.97 : 1;

/** Millionths: attribution shares conversions out between clicks. Where less than one is due, most days have none. */
function happened(key: number, salt: number, late: number, rate: number | undefined): number {
  if (rate === undefined) return 0;
  const due = late * rate;
  if (due < 1 && roll(key, salt + 10_000) >= due) return 0;
  return Math.floor(Math.max(due, 0.8) * (0.7 + 0.6 * roll(key, salt)) * millions);
}

/** A unit's numbers of one day as they are known at `now`; null without delivery. Pure. */
export function numbersOf(
  { minorMicros }: CustomerNode,
  traits: Traits,
  active: { from: Wall; to: Wall },
  day: number,
  now: Wall,
): Numbers | null {
  const { key } = traits;
  const midnight = day * minutesPerDay;
  const begin = Math.max(midnight, active.from);
  const end = Math.min(midnight + minutesPerDay, active.to, now);
  if (end <= begin || roll(key, day + 200_000) < 0.03) return null;
  const age = now - midnight - minutesPerDay;
  const share = shareBy(end - midnight) - shareBy(begin - midnight);
  const impressions = Math.floor(dailyReach(traits, day) * share * settled(age));
  if (impressions === 0) return null;
  const clicks = Math.floor(impressions * traits.clickRate * credited(key, day, age));
  const clickMicros = traits.clickMicros * (0.9 + 0.2 * roll(key, day + 300_000));
  const late = clicks * matured(age) * traits.late;
  const { rates: own } = traits;
  const purchases = happened(key, day, late, own.purchases);
  return {
    impressions,
    clicks,
    costMicros: Math.floor((clicks * clickMicros) / minorMicros) * minorMicros,
    purchases,
    valueMicros: Math.floor(purchases * traits.basket * (0.8 + 0.4 * roll(key, day + 500_000))),
    leads: happened(key, day + 50_000, late, own.leads),
    calls: happened(key, day + 150_000, late, own.calls),
    downloads: happened(key, day + 250_000, late, own.downloads),
    signups: happened(key, day + 350_000, late, own.signups),
    qualified: happened(key, day + 450_000, late, own.qualified),
  };
}
