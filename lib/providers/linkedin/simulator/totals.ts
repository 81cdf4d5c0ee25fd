import type { Level } from "@/lib/domain/metric";
import { minutesPerDay, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { add, finalAge, type Living, liven, type Numbers, nothing, numbersOf } from "./numbers";
import { cached, type Sandbox } from "./sandbox";
import { type CreativeNode, campaignsOf, creativesIn, groupsIn } from "./tree";

/** The sums of a day at each level but the lowest, by id. */
type DayTotals = {
  at: Wall;
  account: Numbers | null;
  groups: Map<string, Numbers>;
  campaigns: Map<string, Numbers>;
};
type World = { living: Map<number, Living[]>; days: Map<number, DayTotals> };

const stretch = 45;
const mostStretches = 12;
const mostDays = 400;

/** An account's past, worked out once: what is over for good is kept, today is worked out again each minute. */
const worldOf = (sandbox: Sandbox, account: AccountNode): World => {
  const worlds = cached(sandbox, "worlds", () => new Map<string, World>());
  const known = worlds.get(account.id) ?? { living: new Map(), days: new Map() };
  worlds.set(account.id, known);
  return known;
};

function forget(kept: Map<number, unknown>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}

/** Every creative that may have delivered around a day, deleted ones included. */
function livingAround(sandbox: Sandbox, account: AccountNode, day: number): Living[] {
  const { living } = worldOf(sandbox, account);
  const number = Math.floor(day / stretch);
  const known = living.get(number);
  if (known) return known;
  const from = number * stretch * minutesPerDay;
  const to = from + stretch * minutesPerDay;
  const found = groupsIn(account, from, to)
    .flatMap((group) => campaignsOf(account, group))
    .flatMap((campaign) => creativesIn(account, campaign, from, to))
    .map((creative) => liven(account, creative))
    .filter((one) => one.from < one.to && one.to > from && one.from < to);
  living.set(number, found);
  forget(living, mostStretches);
  return found;
}

export type Wanted = (creative: CreativeNode) => boolean;
export type When = { day: number; now: Wall };

/** The creatives' own numbers of a day. */
function* creativeDays(
  sandbox: Sandbox,
  account: AccountNode,
  { day, now }: When,
  wanted?: Wanted,
): Generator<{ creative: CreativeNode; numbers: Numbers }> {
  for (const living of livingAround(sandbox, account, day)) {
    if (wanted && !wanted(living.creative)) continue;
    const numbers = numbersOf(living, day, now);
    if (numbers) yield { creative: living.creative, numbers };
  }
}

function sumDay(sandbox: Sandbox, account: AccountNode, day: number, now: Wall): DayTotals {
  const totals: DayTotals = { at: now, account: null, groups: new Map(), campaigns: new Map() };
  const into = (sums: Map<string, Numbers>, id: string, numbers: Numbers) => {
    const known = sums.get(id);
    if (known) add(known, numbers);
    else sums.set(id, { ...numbers });
  };
  for (const { creative, numbers } of creativeDays(sandbox, account, { day, now })) {
    totals.account ??= nothing();
    add(totals.account, numbers);
    into(totals.campaigns, creative.campaign.id, numbers);
    into(totals.groups, creative.campaign.group.id, numbers);
  }
  return totals;
}

export function dayTotals(sandbox: Sandbox, account: AccountNode, day: number, now: Wall): DayTotals {
  const { days } = worldOf(sandbox, account);
  const known = days.get(day);
  const closedAt = (day + 1) * minutesPerDay + finalAge;
  if (known && (known.at === now || (known.at >= closedAt && now >= closedAt))) return known;
  const totals = sumDay(sandbox, account, day, now);
  days.set(day, totals);
  forget(days, mostDays);
  return totals;
}

export type LevelRow = { id: string; campaignId: string | null; groupId: string | null; numbers: Numbers };

/** One row per entity of a level with delivery on a day. */
export function* levelRows(
  sandbox: Sandbox,
  account: AccountNode,
  { level, day, now, wanted }: When & { level: Level; wanted?: Wanted },
): Generator<LevelRow> {
  if (level === "ad") {
    for (const { creative, numbers } of creativeDays(sandbox, account, { day, now }, wanted)) {
      const { campaign } = creative;
      yield { id: creative.id, campaignId: campaign.id, groupId: campaign.group.id, numbers };
    }
    return;
  }
  const totals = dayTotals(sandbox, account, day, now);
  if (level === "account") {
    if (totals.account) yield { id: account.id, campaignId: null, groupId: null, numbers: totals.account };
  } else if (level === "adset")
    for (const [id, numbers] of totals.campaigns) yield { id, campaignId: id, groupId: groupOf(id), numbers };
  else for (const [id, numbers] of totals.groups) yield { id, campaignId: null, groupId: id, numbers };
}

/** A campaign's id holds its group's. */
const groupOf = (campaignId: string) => `6${campaignId.slice(1, -2)}`;
