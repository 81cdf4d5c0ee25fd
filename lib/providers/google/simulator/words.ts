import { pick, roll } from "../../simulation";
import type { CustomerNode } from "./accounts";
import type { AdNode, CampaignNode, Channel, GroupNode } from "./tree";

const themes = [
  ...(["Trail Season", "New Arrivals", "Everyday Essentials", "Weekend Offers", "Gift Guide"] as const),
  ...(["Brand", "Competitors", "Bestsellers", "Été 2026", "Sommer-Ausverkauf", "ギフト"] as const),
] as const;

const kinds: Record<Channel, string> = {
  SEARCH: "Search",
  SHOPPING: "Shopping",
  DISPLAY: "Display",
  VIDEO: "Video",
  PERFORMANCE_MAX: "PMax",
};

const topics = [
  ...(["waterproof jackets", "boots sale", "near me", "brand exact", "gift ideas"] as const),
  ...(["all products", "remarketing 30 d", "in-market outdoor", "category pages"] as const),
] as const;

const headlines = [
  ...(["Made for Bad Weather", "Free Returns for 60 Days", "Back in Stock"] as const),
  ...(["Built to Last – Guaranteed", "Order by Noon, Ships Today", "Now in Moss Green 🌿"] as const),
] as const;

const descriptions = [
  "Light, quiet and ready when you are.",
  "We repair what we sell, for life.",
  "Ask anyone who owns one.",
] as const;

export const campaignName = ({ key, channel, slot }: CampaignNode) =>
  `${kinds[channel]} | ${pick(themes, key, 50)} | ${String(slot + 1).padStart(2, "0")}`;

export const groupName = ({ key, slot, campaign }: GroupNode) =>
  `${campaign.channel === "PERFORMANCE_MAX" ? "Assets" : "Ad group"} ${slot + 1}: ${pick(topics, key, 51)}`;

/** One ad in twenty was given a name: Google leaves the field out otherwise. */
export const adName = ({ key, slot, version }: AdNode) =>
  roll(key, 54) < 0.05 ? `Ad ${slot + 1} v${version + 1}` : undefined;

export const headlinesOf = ({ key }: AdNode) => [
  pick(headlines, key, 52),
  pick(headlines, key, 55),
  "Shop Online Today",
];
export const descriptionsOf = ({ key }: AdNode) => [pick(descriptions, key, 53), "Order online."];

export const shopOf = ({ name }: CustomerNode) =>
  `https://${name
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "")}.example`;
