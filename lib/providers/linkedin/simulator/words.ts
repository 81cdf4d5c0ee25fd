import { pick, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { CampaignNode, CreativeNode, GroupNode, Objective } from "./tree";

const themes = [
  "Demand generation",
  "Enterprise launch",
  "Always on",
  "Webinar season",
  "Été 2026",
  "Produkteinführung",
  "Partner programme",
] as const;

const goals: Record<Objective, string> = {
  LEAD_GENERATION: "Leads",
  WEBSITE_CONVERSIONS: "Conversions",
  WEBSITE_VISITS: "Visits",
  BRAND_AWARENESS: "Awareness",
};

const audiences = [
  "CFOs, 500+ employees",
  "IT decision makers",
  "Site visitors 90 d",
  "Lookalike customers",
  "HR leaders DACH",
  "Founders & owners",
] as const;

const hooks = [
  "Close the books in two days",
  "The 2026 benchmark report is here",
  "What 400 CFOs told us",
  "Meet us at the summit",
  "Less tooling, more shipping 🚀",
  "How one team cut costs by 38%",
] as const;

const lines = [
  "Read the guide and see where you stand.",
  "Seats are limited.",
  "No slides, only numbers.",
] as const;

export const groupName = ({ key, slot }: GroupNode) =>
  `${pick(themes, key, 50)} | ${String(slot + 1).padStart(2, "0")}`;

export const campaignName = ({ key, objective, slot }: CampaignNode) =>
  `${goals[objective]} | ${pick(audiences, key, 51)} – ${slot + 1}`;

export const hookOf = ({ key }: CreativeNode) => pick(hooks, key, 52);
export const lineOf = ({ key }: CreativeNode) => pick(lines, key, 53);

/** Two creatives in five were given a name in Campaign Manager. */
export const creativeName = (creative: CreativeNode) =>
  roll(creative.key, 54) < 0.4 ? `${hookOf(creative)} / v${creative.slot + 1}` : null;

export const siteOf = ({ name }: AccountNode) =>
  `https://${name
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "")}.example`;
