import type { Wall } from "../../simulation";
import { stateAt } from "../../simulation";
import type { AccountNode } from "./accounts";
import { type AdNode, type AdsetNode, adsetsOf, adsIn, type CampaignNode, campaignsIn } from "./tree";

const everywhere = ["ACTIVE", "ARCHIVED", "DELETED", "IN_PROCESS", "PAUSED", "WITH_ISSUES"];
const review = ["DISAPPROVED", "PENDING_BILLING_INFO", "PENDING_REVIEW", "PREAPPROVED"];

/** The values of `effective_status`, as in Meta's SDK; any other one is refused. */
export const statusesOf: Record<"campaign" | "adset" | "ad", string[]> = {
  campaign: everywhere,
  adset: [...everywhere, "CAMPAIGN_PAUSED"],
  ad: [...everywhere, "CAMPAIGN_PAUSED", "ADSET_PAUSED", ...review],
};

/** What an entity's `effective_status` says: its own state unless something above it is stopped. Null when it is gone. */
export function campaignStatus({ life }: CampaignNode, now: Wall): string | null {
  const state = stateAt(life, now);
  return state === "DELETED" ? null : state;
}

export function adsetStatus(adset: AdsetNode, now: Wall): string | null {
  const above = campaignStatus(adset.campaign, now);
  const own = stateAt(adset.life, now);
  if (above === null || own === "DELETED") return null;
  if (above === "ARCHIVED" || own !== "ACTIVE") return above === "ARCHIVED" ? above : own;
  return above === "PAUSED" ? "CAMPAIGN_PAUSED" : "ACTIVE";
}

export function adStatus(ad: AdNode, now: Wall): string | null {
  const above = adsetStatus(ad.adset, now);
  const own = stateAt(ad.life, now);
  if (above === null || own === "DELETED") return null;
  if (above === "ARCHIVED" || own !== "ACTIVE") return above === "ARCHIVED" ? above : own;
  return above === "PAUSED" ? "ADSET_PAUSED" : above;
}

/** What an account lists at `now`. */
export function treeAt(account: AccountNode, now: Wall) {
  const campaigns = campaignsIn(account, now, now);
  const adsets = campaigns
    .flatMap((campaign) => adsetsOf(account, campaign))
    .filter(({ life }) => life.created <= now);
  const ads = adsets
    .flatMap((adset) => adsIn(account, adset, now, now))
    .filter(({ life }) => life.created <= now);
  return {
    campaigns: campaigns.filter((campaign) => campaignStatus(campaign, now) !== null),
    adsets: adsets.filter((adset) => adsetStatus(adset, now) !== null),
    ads: ads.filter((ad) => adStatus(ad, now) !== null),
  };
}
