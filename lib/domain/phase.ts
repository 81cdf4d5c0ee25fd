import * as z from "zod";
import type { AdStream } from "./stream";

export const Phase = z.enum([
  "authorise",
  "campaigns",
  "creatives",
  "campaign_metrics",
  "creative_metrics",
  "demographics",
]);
export type Phase = z.infer<typeof Phase>;

type Description = { step: string; title: string; doing: string };

/** The six phases of seed 001, as their step number and words. */
export const phases = {
  authorise: { step: "1/6", title: "Authorise", doing: "Checking access and planning" },
  campaigns: { step: "2/6", title: "Campaigns", doing: "Reading campaigns and ad sets" },
  creatives: { step: "3/6", title: "Creatives", doing: "Reading ads and creatives" },
  campaign_metrics: { step: "4/6", title: "Campaign metrics", doing: "Reading daily numbers of campaigns" },
  creative_metrics: { step: "5/6", title: "Creative metrics", doing: "Reading daily numbers of ads" },
  demographics: { step: "6/6", title: "Demographics", doing: "Reading age and gender" },
} as const satisfies Record<Phase, Description>;

/** Phases that run one after the other; those of one group run in parallel. */
export const phaseGroups: readonly (readonly Phase[])[] = [
  ["campaigns"],
  ["creatives"],
  ["creative_metrics", "campaign_metrics", "demographics"],
];

export const phaseOfStream = {
  campaigns: "campaigns",
  adsets: "campaigns",
  ads: "creatives",
  creatives: "creatives",
  account_metrics: "campaign_metrics",
  campaign_metrics: "campaign_metrics",
  adset_metrics: "campaign_metrics",
  ad_metrics: "creative_metrics",
  demographics: "demographics",
} as const satisfies Record<AdStream, Phase>;

export const streamLabels = {
  campaigns: "campaigns",
  adsets: "ad sets",
  ads: "ads",
  creatives: "creatives",
  account_metrics: "account metrics",
  campaign_metrics: "campaign metrics",
  adset_metrics: "ad set metrics",
  ad_metrics: "ad metrics",
  demographics: "demographics",
} as const satisfies Record<AdStream, string>;
