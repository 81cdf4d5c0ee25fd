import {
  beginBelow,
  child,
  digits,
  epoch,
  forever,
  type Life,
  livesIn,
  minutesPerDay,
  pick,
  roll,
  spanOf,
  type Wall,
} from "../../simulation";
import type { AccountNode } from "./accounts";

const objectives = ["sales", "leads", "app", "traffic", "awareness"] as const;
export type Objective = (typeof objectives)[number];

export type CampaignNode = { id: string; key: number; slot: number; life: Life; objective: Objective };
export type AdsetNode = { id: string; key: number; slot: number; life: Life; campaign: CampaignNode };
export type AdNode = {
  id: string;
  creativeId: string;
  key: number;
  slot: number;
  version: number;
  life: Life;
  adset: AdsetNode;
};

type Place = { campaign: number; generation: number; adset?: number; ad?: number; version?: number };

/** Eighteen digits, beyond what a double can hold, that say where in the world the thing is. */
function idOf(
  account: AccountNode,
  kind: 1 | 2 | 3 | 4,
  { campaign, generation, adset = 0, ad = 0, version = 0 }: Place,
) {
  const head = `12${digits(account.index, 2)}${digits(generation, 2)}${digits(campaign, 4)}`;
  return `${head}${kind}${digits(adset, 2)}${digits(ad, 2)}${digits(version, 3)}`;
}

const objectiveWeights = [
  "sales",
  "sales",
  "sales",
  "leads",
  "leads",
  "app",
  "traffic",
  "awareness",
] as const;

/** The campaigns of an account whose lives touch `from`..`to`; the first ones never end, half of the others take turns. */
export function campaignsIn(account: AccountNode, from: Wall, to: Wall): CampaignNode[] {
  const slots = account.size.campaigns ?? 6 + Math.floor(roll(account.key, 1) * 5);
  return Array.from({ length: slots }, (_, slot) => {
    const key = child(account.key, 1_000 + slot);
    const make = (life: Life, generation: number): CampaignNode => {
      const own = child(key, generation);
      const objective = slot === 0 ? "sales" : pick(objectiveWeights, own, 3);
      return { id: idOf(account, 1, { campaign: slot, generation }), key: own, slot, life, objective };
    };
    if (slot >= 3 && roll(key, 4) < 0.5) {
      const cycle = { start: epoch, shortestDays: 120, longestDays: 260 };
      return livesIn(key, cycle, from, to).map(({ life, generation }) => make(life, generation));
    }
    const created = epoch - Math.floor(roll(key, 5) * 300 * minutesPerDay);
    return created <= to ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

const generationOf = (campaign: CampaignNode) => Number(campaign.id.slice(4, 6));

export function adsetsOf(account: AccountNode, campaign: CampaignNode): AdsetNode[] {
  const count = account.size.adsets ?? 2 + Math.floor(roll(campaign.key, 20) * 2);
  return Array.from({ length: count }, (_, slot) => {
    const key = child(campaign.key, 100 + slot);
    const place = { campaign: campaign.slot, generation: generationOf(campaign), adset: slot };
    const own = { ...campaign.life, ...beginBelow(campaign.life, key, slot) };
    return { id: idOf(account, 2, place), key, slot, life: own, campaign };
  });
}

/** The ads of an ad set whose lives touch `from`..`to`. Each has a creative of its own. */
export function adsIn(account: AccountNode, adset: AdsetNode, from: Wall, to: Wall): AdNode[] {
  const count = account.size.ads ?? 2 + Math.floor(roll(adset.key, 30) * 3);
  const { campaign, life } = adset;
  const base = { campaign: campaign.slot, generation: generationOf(campaign), adset: adset.slot };
  return Array.from({ length: count }, (_, slot) => {
    const key = child(adset.key, 500 + slot);
    const make = (own: Life, version: number): AdNode => {
      const place = { ...base, ad: slot, version };
      const deleted = Math.min(own.deleted, life.deleted);
      const ids = { id: idOf(account, 3, place), creativeId: idOf(account, 4, place) };
      return { ...ids, key: child(key, version), slot, version, life: { ...own, deleted }, adset };
    };
    if (slot > 0 && roll(key, 1) < 0.5) {
      const cycle = { start: life.created, shortestDays: 45, longestDays: 90 };
      const lives = livesIn(key, cycle, from, Math.min(to, life.deleted));
      return lives.map(({ life: own, generation }) => make(own, generation));
    }
    const created = life.created + Math.floor(roll(key, 2) * 600);
    return created <= to ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

/** When an ad may deliver: it and everything above it is active. */
export const activeSpan = ({ life, adset }: AdNode): { from: Wall; to: Wall } =>
  spanOf([life, adset.life, adset.campaign.life]);
