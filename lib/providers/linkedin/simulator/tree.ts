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
  stateAt,
  type Wall,
} from "../../simulation";
import type { AccountNode } from "./accounts";

export type Objective = "LEAD_GENERATION" | "WEBSITE_CONVERSIONS" | "WEBSITE_VISITS" | "BRAND_AWARENESS";
export type GroupNode = { id: string; key: number; slot: number; life: Life };
export type CampaignNode = {
  id: string;
  key: number;
  slot: number;
  life: Life;
  objective: Objective;
  group: GroupNode;
};
export type CreativeNode = { id: string; key: number; slot: number; life: Life; campaign: CampaignNode };

/** Ids are numbers a double holds, and say where in the world a thing is. */
const groupId = (account: AccountNode, slot: number, generation: number) =>
  `6${digits(account.index, 2)}${digits(slot, 4)}${digits(generation, 2)}`;
const below = (id: string, first: string, ...parts: number[]) =>
  `${first}${id.slice(1)}${parts.map((part) => digits(part, 2)).join("")}`;

/** The groups of an account whose lives touch `from`..`to`; the first ones never end, half of the others take turns. */
export function groupsIn(account: AccountNode, from: Wall, to: Wall): GroupNode[] {
  const slots = account.size.campaigns ?? 4 + Math.floor(roll(account.key, 1) * 3);
  return Array.from({ length: slots }, (_, slot) => {
    const key = child(account.key, 1_000 + slot);
    const make = (life: Life, generation: number): GroupNode => ({
      id: groupId(account, slot, generation),
      key: child(key, generation),
      slot,
      life,
    });
    if (slot >= 2 && roll(key, 4) < 0.5) {
      const cycle = { start: epoch, shortestDays: 120, longestDays: 260 };
      return livesIn(key, cycle, from, to).map(({ life, generation }) => make(life, generation));
    }
    const created = epoch - Math.floor(roll(key, 5) * 300 * minutesPerDay);
    return created <= to ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

const objectives = [
  "LEAD_GENERATION",
  "LEAD_GENERATION",
  "WEBSITE_CONVERSIONS",
  "WEBSITE_CONVERSIONS",
  "WEBSITE_VISITS",
  "BRAND_AWARENESS",
] as const;

export function campaignsOf(account: AccountNode, group: GroupNode): CampaignNode[] {
  const count = Math.min(100, account.size.adsets ?? 2 + Math.floor(roll(group.key, 20) * 2));
  return Array.from({ length: count }, (_, slot) => {
    const key = child(group.key, 100 + slot);
    const objective = slot === 0 ? "WEBSITE_CONVERSIONS" : pick(objectives, key, 4);
    return {
      id: below(group.id, "2", slot),
      key,
      slot,
      life: { ...group.life, ...beginBelow(group.life, key, slot) },
      objective,
      group,
    };
  });
}

/** The creatives of a campaign whose lives touch `from`..`to`. */
export function creativesIn(
  account: AccountNode,
  campaign: CampaignNode,
  from: Wall,
  to: Wall,
): CreativeNode[] {
  const count = Math.min(100, account.size.ads ?? 2 + Math.floor(roll(campaign.key, 30) * 3));
  const { life } = campaign;
  return Array.from({ length: count }, (_, slot) => {
    const key = child(campaign.key, 500 + slot);
    const make = (own: Life, version: number): CreativeNode => ({
      id: below(campaign.id, "1", slot, version),
      key: child(key, version),
      slot,
      life: { ...own, deleted: Math.min(own.deleted, life.deleted) },
      campaign,
    });
    if (slot > 0 && roll(key, 1) < 0.5) {
      const cycle = { start: life.created, shortestDays: 45, longestDays: 90 };
      const lives = livesIn(key, cycle, from, Math.min(to, life.deleted));
      return lives.map(({ life: own, generation }) => make(own, generation));
    }
    const created = life.created + Math.floor(roll(key, 2) * 600);
    return created <= to ? [make({ created, ...forever }, 0)] : [];
  }).flat();
}

/** When a creative may deliver: it and everything above it is active. */
export const activeSpan = ({ life, campaign }: CreativeNode): { from: Wall; to: Wall } =>
  spanOf([life, campaign.life, campaign.group.life]);

/** What a thing's own switch says; LinkedIn does not fold in what stands above it. */
export const statusAt = ({ life }: { life: Life }, now: Wall) => stateAt(life, now);

/** What an account lists at `now`. */
export function treeAt(account: AccountNode, now: Wall) {
  const isListed = ({ life }: { life: Life }) => life.created <= now && now < life.deleted;
  const groups = groupsIn(account, now, now).filter(isListed);
  const campaigns = groups.flatMap((group) => campaignsOf(account, group)).filter(isListed);
  const creatives = campaigns
    .flatMap((campaign) => creativesIn(account, campaign, now, now))
    .filter(isListed);
  return { groups, campaigns, creatives };
}
