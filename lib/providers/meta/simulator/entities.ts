import { type Life, minutesPerDay, roll, stateAt, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { graphTime } from "./graph-time";
import { adStatus, adsetStatus, campaignStatus } from "./nodes";
import type { AdNode, AdsetNode, CampaignNode, Objective } from "./tree";
import { adName, adsetName, campaignName } from "./words";

type Node = { id: string } & Record<string, unknown>;

/** Somebody changes a budget every few days; each change moves `updated_time`. */
function budgetStep(key: number, life: Life, now: Wall) {
  const every = Math.floor((2 + 6 * roll(key, 70)) * minutesPerDay);
  const step = Math.max(0, Math.floor((Math.min(now, life.paused) - life.created) / every));
  return { step, changedAt: life.created + step * every };
}

/** Minor units as whole text; zero for the budget that is not in use. */
function budgets(account: AccountNode, key: number, life: Life, now: Wall) {
  const { step, changedAt } = budgetStep(key, life, now);
  const base = (20 + 180 * roll(key, 71)) * (account.minorUnits === 1 ? 130 : 100);
  return {
    daily_budget: String(Math.round(base * (1 + 0.15 * roll(key, 72 + step)))),
    lifetime_budget: "0",
    changedAt,
  };
}

/** Fields every entity has. Its own switch and what that comes to may differ. */
function shared(
  account: AccountNode,
  life: Life,
  status: string | null,
  now: Wall,
  changedAt = life.created,
) {
  const own = stateAt(life, now);
  const changes = [changedAt, life.paused, life.archived, life.deleted].filter((at) => at <= now);
  return {
    ...{
      account_id: account.digits,
      status: own,
      configured_status: own,
      effective_status: status ?? "DELETED",
    },
    created_time: graphTime(account.timezone, life.created),
    updated_time: graphTime(account.timezone, Math.max(...changes, life.created)),
  };
}

const objectiveNames: Record<Objective, string> = {
  ...{ sales: "OUTCOME_SALES", leads: "OUTCOME_LEADS", app: "OUTCOME_APP_PROMOTION" },
  ...{ traffic: "OUTCOME_TRAFFIC", awareness: "OUTCOME_AWARENESS" },
};

/** Half of the campaigns hold the budget themselves; in the others every ad set has its own. */
const holdsBudget = ({ key }: CampaignNode) => roll(key, 73) < 0.5;

export function campaignNode(account: AccountNode, campaign: CampaignNode, now: Wall): Node {
  const { id, life, key, objective } = campaign;
  const { changedAt, ...budget } = budgets(account, key, life, now);
  const owns = holdsBudget(campaign);
  return {
    id,
    name: campaignName(campaign),
    ...shared(account, life, campaignStatus(campaign, now), now, owns ? changedAt : life.created),
    objective: objectiveNames[objective],
    buying_type: "AUCTION",
    special_ad_categories: [],
    start_time: graphTime(account.timezone, life.created),
    ...(owns && { ...budget, bid_strategy: "LOWEST_COST_WITHOUT_CAP" }),
  };
}

export function adsetNode(account: AccountNode, adset: AdsetNode, now: Wall): Node {
  const { id, life, key, campaign } = adset;
  const { changedAt, ...budget } = budgets(account, key, life, now);
  const owns = !holdsBudget(campaign);
  return {
    id,
    name: adsetName(adset),
    campaign_id: campaign.id,
    ...shared(account, life, adsetStatus(adset, now), now, owns ? changedAt : life.created),
    ...{ billing_event: "IMPRESSIONS", destination_type: "WEBSITE" },
    optimization_goal: campaign.objective === "app" ? "APP_INSTALLS" : "OFFSITE_CONVERSIONS",
    attribution_spec: [
      { event_type: "CLICK_THROUGH", window_days: 7 },
      { event_type: "VIEW_THROUGH", window_days: 1 },
    ],
    promoted_object: { pixel_id: "917042523049733", custom_event_type: "PURCHASE" },
    targeting: {
      age_min: 18,
      age_max: 65,
      geo_locations: { countries: ["US", "DE"], location_types: ["home", "recent"] },
    },
    start_time: graphTime(account.timezone, life.created),
    ...(owns && { ...budget, bid_strategy: "LOWEST_COST_WITHOUT_CAP" }),
    ...(roll(key, 74) < 0.2 && { bid_amount: 50 + Math.floor(300 * roll(key, 75)) }),
  };
}

export function adNode(account: AccountNode, ad: AdNode, now: Wall): Node {
  return {
    id: ad.id,
    name: adName(ad),
    campaign_id: ad.adset.campaign.id,
    adset_id: ad.adset.id,
    ...shared(account, ad.life, adStatus(ad, now), now),
    creative: { id: ad.creativeId },
  };
}
