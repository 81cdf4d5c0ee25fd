import type { Provider } from "../contract";
import { readEnv } from "./env";
import { fetchAds, fetchAdsets, fetchCampaigns, fetchCreatives, listAccounts } from "./fetch";
import {
  fetchAccountMetrics,
  fetchAdMetrics,
  fetchAdsetMetrics,
  fetchCampaignMetrics,
  fetchDemographics,
} from "./fetch-insights";
import { limits } from "./limits";
import { oauth } from "./oauth";

export const meta: Provider = {
  id: "meta",
  name: "Meta Ads",
  summary:
    "Facebook and Instagram ads. Days and money are the ad account's own; conversions count on the day of the click or view (7-day click, 1-day view).",
  isConfigured: () => {
    const { appId, appSecret } = readEnv();
    return appId !== null && appSecret !== null;
  },
  settings: ["META_APP_ID", "META_APP_SECRET"],
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
