import { pick, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { AdNode, AdsetNode, CampaignNode, Objective } from "./tree";

const themes = [
  ...(["Trail Season", "New Arrivals", "Everyday Essentials", "Weekend Offers", "Gift Guide"] as const),
  ...([
    "Members First",
    "Rainy Days",
    "Back to Routine",
    "Bestsellers",
    "Studio Notes",
    "Été 2026",
    "Sommer-Ausverkauf",
  ] as const),
] as const;

const goals: Record<Objective, string> = {
  sales: "Sales",
  leads: "Newsletter leads",
  app: "App installs",
  traffic: "Site visits",
  awareness: "Awareness",
};

const audiences = [
  ...([
    "Broad 18+",
    "Lookalike 2% buyers",
    "Site visitors 30 d",
    "Cart left behind",
    "Outdoor interests",
  ] as const),
  ...(["Past customers", "Video viewers 75%", "City centres"] as const),
] as const;

const hooks = [
  ...([
    "Made for bad weather",
    "Free returns for 60 days",
    "The one you reach for",
    "Back in stock",
  ] as const),
  ...([
    "Built to last – guaranteed",
    "Two minutes to set up",
    "Loved by 40,000 people",
    "Now in moss green 🌿",
  ] as const),
] as const;

const lines = [
  "Light, quiet and ready when you are.",
  "Order by noon and it ships today.",
  "We repair what we sell, for life.",
  "Ask anyone who owns one.",
] as const;

export const campaignName = ({ key, objective, slot }: CampaignNode) =>
  `${pick(themes, key, 50)} | ${goals[objective]} | ${String(slot + 1).padStart(2, "0")}`;

export const adsetName = ({ key, slot }: AdsetNode) => `${pick(audiences, key, 51)} – ${slot + 1}`;

export const hookOf = ({ key }: AdNode) => pick(hooks, key, 52);
export const lineOf = ({ key }: AdNode) => pick(lines, key, 53);

/** One ad in fifty was never named: Graph leaves the field out then. */
export const adName = (ad: AdNode) =>
  roll(ad.key, 54) < 0.02 ? null : `${hookOf(ad)} / v${ad.version + 1}.${ad.slot + 1}`;

export const shopOf = ({ name }: AccountNode) =>
  `https://${name
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "")}.example`;
