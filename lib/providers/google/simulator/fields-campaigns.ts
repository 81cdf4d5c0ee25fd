import { type LifeState, roll, stateAt, type Wall } from "../../simulation";
import { dateTime, type Fields, field, nameOf } from "./field";
import type { WorldRow } from "./row";
import type { CampaignNode, Channel, GroupNode } from "./tree";
import { campaignName, groupName, shopOf } from "./words";

/** What is put away or gone is REMOVED, and stays listed. */
const statuses: Record<LifeState, string> = {
  ...{ ACTIVE: "ENABLED", PAUSED: "PAUSED" },
  ...{ ARCHIVED: "REMOVED", DELETED: "REMOVED" },
};
export const statusOf = ({ life }: { life: CampaignNode["life"] }, now: Wall): string =>
  statuses[stateAt(life, now)];

const primary: Record<string, string> = { ENABLED: "ELIGIBLE", PAUSED: "PAUSED", REMOVED: "REMOVED" };

export const primaryStatusOf = (node: CampaignNode | GroupNode | undefined, { asked }: WorldRow) =>
  node && primary[statusOf(node, asked.now)];

const strategies: Record<Channel, string> = {
  SEARCH: "TARGET_CPA",
  SHOPPING: "TARGET_ROAS",
  DISPLAY: "MAXIMIZE_CONVERSIONS",
  VIDEO: "TARGET_CPM",
  PERFORMANCE_MAX: "MAXIMIZE_CONVERSION_VALUE",
};

const budgetId = (campaign: CampaignNode | undefined) => campaign && `1${campaign.id.slice(1)}`;
const minutesPerDay = 1_440;

/** Somebody changes the budget every few weeks. */
function budgetMicros({ campaign, asked }: WorldRow): string | undefined {
  const { customer, now } = asked;
  if (!campaign || !customer) return undefined;
  const { key, life } = campaign;
  const every = (8 + 20 * roll(key, 70)) * minutesPerDay;
  const step = Math.max(0, Math.floor((Math.min(now, life.paused) - life.created) / every));
  const units = (20 + 180 * roll(key, 71)) * (1 + 0.3 * roll(key, 72 + step));
  const yen = customer.currency === "JPY" ? 130 : 1;
  return String(Math.round((units * yen * 1_000_000) / customer.minorMicros) * customer.minorMicros);
}

const assetGroup = ({ group }: WorldRow) =>
  group?.campaign.channel === "PERFORMANCE_MAX" ? group : undefined;

export const campaignFields: Fields = {
  "campaign.resource_name": field("string", (row) => nameOf(row, "campaigns", row.campaign?.id)),
  "campaign.id": field("int64", ({ campaign }) => campaign?.id),
  "campaign.name": field("string", ({ campaign }) => campaign && campaignName(campaign)),
  "campaign.status": field("enum", ({ campaign, asked }) => campaign && statusOf(campaign, asked.now)),
  "campaign.primary_status": field("enum", (row) => primaryStatusOf(row.campaign, row)),
  "campaign.primary_status_reasons": field("list", ({ campaign, asked }) => {
    if (!campaign) return undefined;
    const status = statusOf(campaign, asked.now);
    return status === "ENABLED" ? undefined : [`CAMPAIGN_${status}`];
  }),
  "campaign.serving_status": field(
    "enum",
    ({ campaign, asked }) => campaign && (statusOf(campaign, asked.now) === "REMOVED" ? "NONE" : "SERVING"),
  ),
  "campaign.advertising_channel_type": field("enum", ({ campaign }) => campaign?.channel),
  "campaign.advertising_channel_sub_type": field("enum", () => undefined),
  "campaign.bidding_strategy_type": field("enum", ({ campaign }) => campaign && strategies[campaign.channel]),
  "campaign.start_date_time": field("string", ({ campaign }) => {
    if (!campaign) return undefined;
    const midnight = Math.floor(campaign.life.created / minutesPerDay) * minutesPerDay;
    return dateTime(midnight);
  }),
  "campaign.end_date_time": field("string", ({ campaign }) => campaign && "2037-12-30 23:59:59"),
  "campaign.campaign_budget": field("string", (row) =>
    nameOf(row, "campaignBudgets", budgetId(row.campaign)),
  ),

  "campaign_budget.resource_name": field("string", (row) =>
    nameOf(row, "campaignBudgets", budgetId(row.campaign)),
  ),
  "campaign_budget.id": field("int64", ({ campaign }) => budgetId(campaign)),
  "campaign_budget.name": field("string", ({ campaign }) => campaign && `${campaignName(campaign)} budget`),
  "campaign_budget.amount_micros": field("int64", budgetMicros),
  "campaign_budget.total_amount_micros": field("int64", () => undefined),
  "campaign_budget.period": field("enum", ({ campaign }) => campaign && "DAILY"),
  "campaign_budget.explicitly_shared": field("boolean", ({ campaign }) => campaign && false),
  "campaign_budget.status": field("enum", ({ campaign }) => campaign && "ENABLED"),

  "asset_group.resource_name": field("string", (row) => nameOf(row, "assetGroups", assetGroup(row)?.id)),
  "asset_group.id": field("int64", (row) => assetGroup(row)?.id),
  "asset_group.campaign": field("string", (row) => nameOf(row, "campaigns", assetGroup(row)?.campaign.id)),
  "asset_group.name": field("string", (row) => {
    const group = assetGroup(row);
    return group && groupName(group);
  }),
  "asset_group.status": field("enum", (row) => {
    const group = assetGroup(row);
    return group && statusOf(group, row.asked.now);
  }),
  "asset_group.primary_status": field("enum", (row) => primaryStatusOf(assetGroup(row), row)),
  "asset_group.ad_strength": field("enum", (row) => assetGroup(row) && "GOOD"),
  "asset_group.final_urls": field("list", ({ asked }) => asked.customer && [shopOf(asked.customer)]),
  "asset_group.path1": field("string", () => "shop"),
  "asset_group.path2": field("string", () => undefined),
};
