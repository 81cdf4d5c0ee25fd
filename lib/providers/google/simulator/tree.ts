import {
  beginBelow,
  child,
  dayNumberOf,
  digits,
  forever,
  type Life,
  livesIn,
  minutesPerDay,
  pick,
  roll,
  spanOf,
  type Wall,
} from "../../simulation";
import type { CustomerNode } from "./accounts";

const channels = ["SEARCH", "SHOPPING", "DISPLAY", "VIDEO", "PERFORMANCE_MAX"] as const;
export type Channel = (typeof channels)[number];

export type CampaignNode = { id: string; key: number; slot: number; life: Life; channel: Channel };
/** An ad group, or in Performance Max an asset group. */
export type GroupNode = { id: string; key: number; slot: number; life: Life; campaign: CampaignNode };
export type AdNode = {
  id: string;
  key: number;
  slot: number;
  version: number;
  life: Life;
  group: GroupNode;
};
/** What delivers: an ad, or an asset group where there are none. */
export type Unit = { key: number; group: GroupNode; ad: AdNode | null };

/** Nothing takes turns before this day: what was removed stays listed, and the world would grow without end. */
const start: Wall = dayNumberOf("2025-09-01") * minutesPerDay;

/** Ids of one kind are equally long; those of ads are beyond what a double can hold. */
const placeOf = ({ index }: CustomerNode, slot: number, generation: number) =>
  `${digits(index, 2)}${digits(generation, 2)}${digits(slot, 4)}`;

const usual = ["SEARCH", "SEARCH", "SHOPPING", "DISPLAY", "VIDEO", "PERFORMANCE_MAX"] as const;
const certain: Channel[] = ["SEARCH", "PERFORMANCE_MAX", "SHOPPING"];

/** The campaigns of a customer created by `now`; three never end, half of the others take turns. */
function campaignsOf(account: CustomerNode, now: Wall): CampaignNode[] {
  const slots = account.size.campaigns ?? 7 + Math.floor(roll(account.key, 1) * 4);
  return Array.from({ length: slots }, (_, slot) => {
    const key = child(account.key, 1_000 + slot);
    const make = (life: Life, generation: number): CampaignNode => {
      const own = child(key, generation);
      const channel = certain[slot] ?? pick(usual, own, 3);
      return { id: `2${placeOf(account, slot, generation)}01`, key: own, slot, life, channel };
    };
    if (slot >= certain.length && roll(key, 4) < 0.5) {
      const cycle = { start, shortestDays: 150, longestDays: 320 };
      return livesIn(key, cycle, -Infinity, now).map(({ life, generation }) => make(life, generation));
    }
    const created = start - Math.floor(roll(key, 5) * 300 * minutesPerDay);
    return created <= now ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

function groupsOf(account: CustomerNode, campaign: CampaignNode): GroupNode[] {
  const count = account.size.adsets ?? 2 + Math.floor(roll(campaign.key, 20) * 2);
  const isPerformanceMax = campaign.channel === "PERFORMANCE_MAX";
  const head = `${isPerformanceMax ? 6 : 19}${campaign.id.slice(1, 9)}`;
  return Array.from({ length: count }, (_, slot) => {
    const key = child(campaign.key, 100 + slot);
    // Removing a campaign does not remove what is below it.
    const own = { ...forever, ...beginBelow(campaign.life, key, slot) };
    return { id: `${head}${digits(slot, 3)}`, key, slot, life: own, campaign };
  });
}

/** The ads of an ad group created by `now`. Some places are filled again when an ad is removed. */
function adsOf(account: CustomerNode, group: GroupNode, now: Wall): AdNode[] {
  if (group.campaign.channel === "PERFORMANCE_MAX") return [];
  const count = account.size.ads ?? 2 + Math.floor(roll(group.key, 30) * 3);
  return Array.from({ length: count }, (_, slot) => {
    const key = child(group.key, 500 + slot);
    const make = (life: Life, version: number): AdNode => {
      const id = `81${group.id.slice(2)}${digits(slot, 2)}${digits(version, 3)}`;
      return { id, key: child(key, version), slot, version, life, group };
    };
    if (slot > 0 && roll(key, 1) < 0.3) {
      const cycle = {
        start: Math.max(start, group.life.created),
        shortestDays: 120,
        longestDays: 300,
      };
      return livesIn(key, cycle, -Infinity, now).map(({ life, generation }) => make(life, generation));
    }
    const created = group.life.created + Math.floor(roll(key, 2) * 600);
    return created <= now ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

/** When a unit may deliver: it and everything above it is enabled. */
export function activeSpan({ ad, group }: Unit): { from: Wall; to: Wall } {
  const lives = [group.life, group.campaign.life, ...(ad ? [ad.life] : [])];
  return spanOf(lives);
}

/** What an account holds at `now`, each kind in the order of its ids. */
export function treeAt(account: CustomerNode, now: Wall) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const campaigns = campaignsOf(account, now).sort(byId);
  const groups = campaigns
    .flatMap((campaign) => groupsOf(account, campaign))
    .filter(({ life }) => life.created <= now)
    .sort(byId);
  const isAsset = ({ campaign }: GroupNode) => campaign.channel === "PERFORMANCE_MAX";
  const adGroups = groups.filter((group) => !isAsset(group));
  return {
    campaigns,
    adGroups,
    assetGroups: groups.filter(isAsset),
    ads: adGroups.flatMap((group) => adsOf(account, group, now).sort(byId)),
  };
}
export type Tree = ReturnType<typeof treeAt>;

/** Everything that delivers, ordered by group. */
export const unitsOf = ({ ads, assetGroups }: Tree): Unit[] => [
  ...ads.map((ad) => ({ key: ad.key, group: ad.group, ad })),
  ...assetGroups.map((group) => ({ key: child(group.key, 9), group, ad: null })),
];
