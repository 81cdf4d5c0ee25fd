import type { DayRange } from "@/lib/domain/day";

/** Where days are counted from; never a status: removed entities and their numbers stay in the listing. */
export const during = ({ from, to }: DayRange) => `segments.date BETWEEN '${from}' AND '${to}'`;

type Select = {
  fields: readonly string[];
  from: string;
  where?: string[];
  orderBy?: readonly string[];
};

/** A question in GAQL. Without the resource names that nobody selected an answer is half as long. */
export function gaql({ fields, from, where = [], orderBy = [] }: Select): string {
  return [
    `SELECT ${fields.join(", ")} FROM ${from}`,
    where.length > 0 ? ` WHERE ${where.join(" AND ")}` : "",
    orderBy.length > 0 ? ` ORDER BY ${orderBy.join(", ")}` : "",
    " PARAMETERS omit_unselected_resource_names=true",
  ].join("");
}

const below = (resource: string, names: readonly string[]) => names.map((name) => `${resource}.${name}`);

const ad = "ad_group_ad.ad";
const assembled = [
  ...["responsive_search_ad", "responsive_display_ad", "app_ad", "video_responsive_ad"],
  "demand_gen_multi_asset_ad",
];

/** What an ad says, wherever its type keeps it. */
const content = [
  ...below(ad, ["id", "name", "type", "final_urls"]),
  ...assembled.flatMap((kind) => below(`${ad}.${kind}`, ["headlines", "descriptions"])),
  ...below(`${ad}.responsive_display_ad`, ["long_headline"]),
  ...below(`${ad}.expanded_text_ad`, ["headline_part1", "headline_part2", "description"]),
  ...below(`${ad}.text_ad`, ["headline", "description1"]),
  ...below(`${ad}.image_ad`, ["image_url", "name"]),
];

/**
 * Fields per resource, as of v25: one that a version does not know fails the whole question. Recommendations and
 * scores are left out: they change all day and tell nothing new.
 */
export const fields = {
  customer_client: below("customer_client", [
    ...["id", "client_customer", "level", "manager", "descriptive_name", "currency_code", "time_zone"],
    "status",
  ]),
  campaign: [
    "customer.id",
    ...below("campaign", [
      ...["id", "name", "status", "primary_status", "primary_status_reasons", "serving_status"],
      ...["advertising_channel_type", "advertising_channel_sub_type", "bidding_strategy_type"],
      ...["start_date_time", "end_date_time", "campaign_budget"],
    ]),
    ...below("campaign_budget", [
      ...["id", "amount_micros", "total_amount_micros", "period", "explicitly_shared"],
    ]),
  ],
  ad_group: [
    "customer.id",
    "campaign.id",
    ...below("ad_group", [
      ...["id", "name", "status", "primary_status", "type", "cpc_bid_micros", "target_cpa_micros"],
      "target_roas",
    ]),
  ],
  asset_group: [
    "customer.id",
    "campaign.id",
    ...below("asset_group", ["id", "name", "status", "primary_status", "ad_strength", "final_urls"]),
    ...below("asset_group", ["path1", "path2"]),
  ],
  ad_group_ad: [
    ...["customer.id", "campaign.id", "ad_group.id"],
    ...content,
    ...below("ad_group_ad", ["status", "primary_status", "ad_strength"]),
    ...below("ad_group_ad.policy_summary", ["approval_status", "review_status"]),
  ],
  creative: ["customer.id", "ad_group.id", ...content, "ad_group_ad.policy_summary.approval_status"],
} as const;

/** What a day is measured by, and its conversions alone: with a category nothing else may be asked. */
export const measured = [
  ...below("metrics", ["impressions", "clicks", "cost_micros", "conversions", "conversions_value"]),
];
export const converted = ["segments.conversion_action_category", "metrics.conversions"];
