import type { Fields } from "./field";
import { adFields } from "./fields-ads";
import { campaignFields } from "./fields-campaigns";
import { customerFields } from "./fields-customers";
import { metricFields, segmentFields } from "./fields-metrics";

/** Every field this world knows, by its name in a query; all others are unrecognised, as in a version without them. */
export const fields: Fields = {
  ...customerFields,
  ...campaignFields,
  ...adFields,
  ...metricFields,
  ...segmentFields,
};

/** What may be selected besides a resource's own fields. */
type Resource = { joins: string[]; isMeasured: boolean; hasManagers?: boolean };

export const resources: Record<string, Resource> = {
  customer: { joins: [], isMeasured: true, hasManagers: true },
  customer_client: { joins: ["customer"], isMeasured: false, hasManagers: true },
  campaign: { joins: ["campaign_budget", "customer"], isMeasured: true },
  campaign_budget: { joins: ["customer"], isMeasured: false },
  ad_group: { joins: ["campaign", "customer"], isMeasured: true },
  asset_group: { joins: ["campaign", "customer"], isMeasured: true },
  ad_group_ad: { joins: ["ad_group", "campaign", "customer"], isMeasured: true },
  age_range_view: { joins: ["ad_group_criterion", "ad_group", "campaign", "customer"], isMeasured: true },
  gender_view: { joins: ["ad_group_criterion", "ad_group", "campaign", "customer"], isMeasured: true },
  conversion_action: { joins: ["customer"], isMeasured: false },
};

/** Resources that are joined but never asked on their own here. */
const joinedOnly = ["ad_group_criterion"];

export const resourceOf = (field: string): string => field.slice(0, field.indexOf("."));

/** Whether a field's first part is a resource at all. */
export const isResource = (name: string): boolean =>
  Object.hasOwn(resources, name) || joinedOnly.includes(name);
