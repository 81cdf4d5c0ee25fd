import { pick, roll } from "../../simulation";
import { type Fields, field, nameOf } from "./field";
import { primaryStatusOf, statusOf } from "./fields-campaigns";
import type { WorldRow } from "./row";
import type { AdNode, Channel } from "./tree";
import { adName, descriptionsOf, groupName, headlinesOf, shopOf } from "./words";

const adGroupTypes: Record<Channel, string> = {
  SEARCH: "SEARCH_STANDARD",
  SHOPPING: "SHOPPING_PRODUCT_ADS",
  DISPLAY: "DISPLAY_STANDARD",
  VIDEO: "VIDEO_RESPONSIVE",
  PERFORMANCE_MAX: "UNSPECIFIED",
};

/** The type of an ad; display campaigns hold uploaded images too, search ones a few expanded text ads of old. */
export function adTypeOf({ group, key }: AdNode): string {
  const old = roll(key, 61) < 0.15;
  if (group.campaign.channel === "SEARCH") return old ? "EXPANDED_TEXT_AD" : "RESPONSIVE_SEARCH_AD";
  if (group.campaign.channel === "DISPLAY") return old ? "IMAGE_AD" : "RESPONSIVE_DISPLAY_AD";
  return group.campaign.channel === "VIDEO" ? "VIDEO_RESPONSIVE_AD" : "SHOPPING_PRODUCT_AD";
}

const textsOf = (texts: string[]) => texts.map((text) => ({ text }));

/** A value that only ads of one type have. */
const only = (type: string, read: (ad: AdNode) => unknown) =>
  field("message", ({ ad }) => (ad && adTypeOf(ad) === type ? read(ad) : undefined));

const none = (type: "list" | "message" | "string") => field(type, () => undefined);

const bid = ({ group, asked }: WorldRow) => {
  if (!group || !asked.customer) return undefined;
  const { minorMicros, currency } = asked.customer;
  const micros = (400_000 + 900_000 * roll(group.key, 76)) * (currency === "JPY" ? 130 : 1);
  return String(Math.round(micros / minorMicros) * minorMicros);
};

const approvals = ["APPROVED", "APPROVED", "APPROVED", "APPROVED_LIMITED", "DISAPPROVED"] as const;
export const approvalOf = ({ key }: AdNode) => pick(approvals, key, 63);

const adGroupAd = (row: WorldRow) => row.ad && `${row.ad.group.id}~${row.ad.id}`;
const ad = "ad_group_ad.ad";

const criteria: Record<string, string> = {
  ...{ AGE_RANGE_18_24: "503001", AGE_RANGE_25_34: "503002", AGE_RANGE_35_44: "503003" },
  ...{ AGE_RANGE_45_54: "503004", AGE_RANGE_55_64: "503005", AGE_RANGE_65_UP: "503006" },
  ...{ AGE_RANGE_UNDETERMINED: "503999", MALE: "10", FEMALE: "11", UNDETERMINED: "20" },
};
const criterion = ({ group, audience }: WorldRow) =>
  group && audience ? `${group.id}~${criteria[audience]}` : undefined;
const isAge = (audience: string | undefined) => audience?.startsWith("AGE_RANGE") ?? false;

export const adFields: Fields = {
  "ad_group.resource_name": field("string", (row) => nameOf(row, "adGroups", row.group?.id)),
  "ad_group.id": field("int64", ({ group }) => group?.id),
  "ad_group.campaign": field("string", (row) => nameOf(row, "campaigns", row.group?.campaign.id)),
  "ad_group.name": field("string", ({ group }) => group && groupName(group)),
  "ad_group.status": field("enum", ({ group, asked }) => group && statusOf(group, asked.now)),
  "ad_group.primary_status": field("enum", (row) => primaryStatusOf(row.group, row)),
  "ad_group.type": field("enum", ({ group }) => group && adGroupTypes[group.campaign.channel]),
  "ad_group.cpc_bid_micros": field("int64", bid),
  "ad_group.target_cpa_micros": field("int64", ({ group }) => group && "0"),
  "ad_group.target_roas": field("double", ({ group }) =>
    group?.campaign.channel === "SHOPPING" ? 3.5 : undefined,
  ),

  "ad_group_ad.resource_name": field("string", (row) => nameOf(row, "adGroupAds", adGroupAd(row))),
  "ad_group_ad.ad_group": field("string", (row) => nameOf(row, "adGroups", row.ad?.group.id)),
  "ad_group_ad.status": field("enum", (row) => row.ad && statusOf(row.ad, row.asked.now)),
  "ad_group_ad.primary_status": field("enum", (row) =>
    row.ad && statusOf(row.ad, row.asked.now) === "ENABLED" ? "ELIGIBLE" : "NOT_ELIGIBLE",
  ),
  "ad_group_ad.ad_strength": field("enum", (row) => row.ad && "AVERAGE"),
  "ad_group_ad.policy_summary.approval_status": field("enum", (row) => row.ad && approvalOf(row.ad)),
  "ad_group_ad.policy_summary.review_status": field("enum", (row) => row.ad && "REVIEWED"),
  [`${ad}.resource_name`]: field("string", (row) => nameOf(row, "ads", row.ad?.id)),
  [`${ad}.id`]: field("int64", (row) => row.ad?.id),
  [`${ad}.name`]: field("string", (row) => row.ad && adName(row.ad)),
  [`${ad}.type`]: field("enum", (row) => row.ad && adTypeOf(row.ad)),
  [`${ad}.final_urls`]: field("list", ({ asked, ad: node }) =>
    node && asked.customer ? [`${shopOf(asked.customer)}/p/${node.id.slice(-6)}`] : undefined,
  ),
  [`${ad}.responsive_search_ad.headlines`]: only("RESPONSIVE_SEARCH_AD", (node) =>
    textsOf(headlinesOf(node)),
  ),
  [`${ad}.responsive_search_ad.descriptions`]: only("RESPONSIVE_SEARCH_AD", (node) =>
    textsOf(descriptionsOf(node)),
  ),
  [`${ad}.responsive_search_ad.path1`]: only("RESPONSIVE_SEARCH_AD", () => "shop"),
  [`${ad}.responsive_display_ad.headlines`]: only("RESPONSIVE_DISPLAY_AD", (node) =>
    textsOf(headlinesOf(node)),
  ),
  [`${ad}.responsive_display_ad.descriptions`]: only("RESPONSIVE_DISPLAY_AD", (node) =>
    textsOf(descriptionsOf(node)),
  ),
  [`${ad}.responsive_display_ad.long_headline`]: only("RESPONSIVE_DISPLAY_AD", (node) => ({
    text: headlinesOf(node).join(" · "),
  })),
  [`${ad}.video_responsive_ad.headlines`]: only("VIDEO_RESPONSIVE_AD", (node) => textsOf(headlinesOf(node))),
  [`${ad}.video_responsive_ad.descriptions`]: only("VIDEO_RESPONSIVE_AD", (node) =>
    textsOf(descriptionsOf(node)),
  ),
  [`${ad}.expanded_text_ad.headline_part1`]: only("EXPANDED_TEXT_AD", (node) => headlinesOf(node)[0]),
  [`${ad}.expanded_text_ad.headline_part2`]: only("EXPANDED_TEXT_AD", (node) => headlinesOf(node)[1]),
  [`${ad}.expanded_text_ad.description`]: only("EXPANDED_TEXT_AD", (node) => descriptionsOf(node)[0]),
  [`${ad}.image_ad.image_url`]: only("IMAGE_AD", (node) => `https://tpc.example.invalid/simgad/${node.id}`),
  [`${ad}.image_ad.name`]: only("IMAGE_AD", (node) => `${headlinesOf(node)[0]}.png`),
  [`${ad}.app_ad.headlines`]: none("message"),
  [`${ad}.app_ad.descriptions`]: none("message"),
  [`${ad}.demand_gen_multi_asset_ad.headlines`]: none("message"),
  [`${ad}.demand_gen_multi_asset_ad.descriptions`]: none("message"),
  [`${ad}.text_ad.headline`]: none("string"),
  [`${ad}.text_ad.description1`]: none("string"),

  "ad_group_criterion.resource_name": field("string", (row) =>
    nameOf(row, "adGroupCriteria", criterion(row)),
  ),
  "ad_group_criterion.criterion_id": field("int64", ({ audience }) => audience && criteria[audience]),
  "ad_group_criterion.age_range.type": field("enum", ({ audience }) =>
    isAge(audience) ? audience : undefined,
  ),
  "ad_group_criterion.gender.type": field("enum", ({ audience }) => (isAge(audience) ? undefined : audience)),
  "age_range_view.resource_name": field("string", (row) => nameOf(row, "ageRangeViews", criterion(row))),
  "gender_view.resource_name": field("string", (row) => nameOf(row, "genderViews", criterion(row))),
};
