const shared = [
  "id",
  "account_id",
  "name",
  "status",
  "configured_status",
  "effective_status",
  "created_time",
  "updated_time",
];
const budget = ["daily_budget", "lifetime_budget", "bid_strategy", "start_time"];

/** Fields asked per edge. `budget_remaining` and `learning_stage_info` are left out: they change all day and tell nothing new. */
export const fields = {
  accounts: ["id", "account_id", "name", "account_status", "currency", "timezone_name"],
  campaigns: [
    ...shared,
    ...budget,
    "objective",
    "buying_type",
    "spend_cap",
    "stop_time",
    "special_ad_categories",
  ],
  adsets: [
    ...shared,
    ...budget,
    ...["campaign_id", "billing_event", "optimization_goal", "bid_amount", "end_time", "destination_type"],
    ...["promoted_object", "attribution_spec", "targeting"],
  ],
  ads: [...shared, "campaign_id", "adset_id", "creative{id}"],
  creatives: [
    ...[
      "id",
      "account_id",
      "name",
      "status",
      "title",
      "body",
      "link_url",
      "image_hash",
      "video_id",
      "object_type",
    ],
    ...["call_to_action_type", "object_story_spec", "asset_feed_spec", "effective_object_story_id"],
  ],
} as const;

const numbers = ["impressions", "clicks", "spend", "actions", "action_values"];

/** Fields asked per insights level, its ids first. */
export const insightFields = {
  account: ["account_id", ...numbers],
  campaign: ["account_id", "campaign_id", ...numbers],
  adset: ["account_id", "campaign_id", "adset_id", ...numbers],
  ad: ["account_id", "campaign_id", "adset_id", "ad_id", ...numbers],
} as const;

const everywhere = ["ACTIVE", "PAUSED", "ARCHIVED", "IN_PROCESS", "WITH_ISSUES"];

/** Listings leave archived entities out unless every status is named; deleted ones are never listed. */
export const effectiveStatuses = {
  campaigns: everywhere,
  adsets: [...everywhere, "CAMPAIGN_PAUSED"],
  ads: [
    ...everywhere,
    ...[
      "CAMPAIGN_PAUSED",
      "ADSET_PAUSED",
      "DISAPPROVED",
      "PENDING_BILLING_INFO",
      "PENDING_REVIEW",
      "PREAPPROVED",
    ],
  ],
} as const;

/**
 * What an entity of an insights level may be. Insights of an account leave archived and deleted entities out unless
 * they are asked for by `<level>.effective_status`.
 * https://developers.facebook.com/documentation/ads-commerce/marketing-api/best-practices/manage-your-ad-object-status
 */
export const insightStatuses = {
  campaign: [...effectiveStatuses.campaigns, "DELETED"],
  adset: [...effectiveStatuses.adsets, "DELETED"],
  ad: [...effectiveStatuses.ads, "DELETED"],
} as const;
