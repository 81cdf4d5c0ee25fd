import type { Provider } from "../contract";
import { readEnv } from "./env";
import { fetchAds, fetchAdsets, fetchCampaigns, fetchCreatives, listAccounts } from "./fetch";
import { fetchDemographics } from "./fetch-demographics";
import {
  fetchAccountMetrics,
  fetchAdMetrics,
  fetchAdsetMetrics,
  fetchCampaignMetrics,
} from "./fetch-metrics";
import { limits } from "./limits";
import { oauth } from "./oauth";

export const google: Provider = {
  id: "google",
  name: "Google Ads",
  summary:
    "Search, Shopping, Display, Video and Performance Max. Days and money are the customer's own; conversions count on the day of the click, for up to 30 days after it; visitors are clicks.",
  isConfigured: () => {
    const { clientId, clientSecret } = readEnv();
    return clientId !== null && clientSecret !== null;
  },
  settings: ["GOOGLE_ADS_CLIENT_ID", "GOOGLE_ADS_CLIENT_SECRET"],
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
