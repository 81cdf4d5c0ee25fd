import type { Provider } from "../contract";
import { readEnv } from "./env";
import { fetchAds, fetchAdsets, fetchCampaigns, fetchCreatives, listAccounts } from "./fetch";
import {
  fetchAccountMetrics,
  fetchAdMetrics,
  fetchAdsetMetrics,
  fetchCampaignMetrics,
} from "./fetch-analytics";
import { fetchDemographics } from "./fetch-demographics";
import { limits } from "./limits";
import { oauth } from "./oauth";

export const linkedin: Provider = {
  id: "linkedin",
  name: "LinkedIn Ads",
  summary:
    "Campaign groups, campaigns and creatives. Days are UTC, money is the ad account's own; conversions count on the day of the click or view.",
  isConfigured: () => {
    const { clientId, clientSecret } = readEnv();
    return clientId !== null && clientSecret !== null;
  },
  settings: ["LINKEDIN_CLIENT_ID", "LINKEDIN_CLIENT_SECRET"],
  oauth,
  limits,
  listAccounts,
  streams: {
    campaigns: fetchCampaigns,
    adsets: fetchAdsets,
    ads: fetchAds,
    creatives: fetchCreatives,
    account_metrics: fetchAccountMetrics,
    campaign_metrics: fetchCampaignMetrics,
    adset_metrics: fetchAdsetMetrics,
    ad_metrics: fetchAdMetrics,
    demographics: fetchDemographics,
  },
};
