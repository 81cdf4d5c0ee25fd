import type { Account, Entity } from "@/lib/domain/entity";
import {
  type DailyMetric,
  type DemographicMetric,
  type Level,
  type Measures,
  noMeasures,
} from "@/lib/domain/metric";
import { nameOfAd, nameOfCreative, readContent } from "./names";
import type { AccountNode, Analytics, CampaignNode, CreativeNode, GroupNode, Post } from "./schema";
import { idIn } from "./urn";

const disabledStatuses = new Set(["CANCELED", "PENDING_DELETION", "REMOVED"]);

/** LinkedIn counts days in UTC, whatever the account's country. */
export const toAccount = (node: AccountNode): Account => ({
  externalId: node.id,
  name: node.name || node.id,
  currency: node.currency,
  timezone: "UTC",
  status: disabledStatuses.has(node.status ?? "ACTIVE") ? "disabled" : "active",
});

type Node = { id: string; account: string; name?: string; status?: string };

/** The vendor's own values, but for who changed something and how often: that changes without a change. */
function describe<T extends Node>({ id, account, name, status, ...rest }: T) {
  const { changeAuditStamps: _stamps, version: _version, ...attributes } = rest as Record<string, unknown>;
  const shared = {
    externalId: id,
    accountExternalId: account,
    name: name || id,
    status: status ?? "UNKNOWN",
  };
  return { ...shared, attributes };
}

export const toCampaign = (node: GroupNode): Entity => ({
  kind: "campaign",
  parentExternalId: null,
  ...describe(node),
});

export const toAdset = ({ campaignGroup, ...node }: CampaignNode): Entity => ({
  kind: "adset",
  parentExternalId: campaignGroup ?? null,
  ...describe(node as CampaignNode),
});

const statusOf = ({ intendedStatus }: CreativeNode) => intendedStatus ?? "UNKNOWN";

/** A creative as an ad: who shows it, and whether it is serving. */
export function toAd(accountExternalId: string, creative: CreativeNode, post: Post | null): Entity {
  const { id, campaign, content, isServing, review, servingHoldReasons } = creative;
  const reference = content?.reference;
  return {
    kind: "ad",
    externalId: id,
    accountExternalId,
    parentExternalId: campaign,
    name: nameOfAd(creative, post),
    status: statusOf(creative),
    attributes: {
      creative_id: id,
      ...(reference && { reference }),
      ...(isServing !== undefined && { isServing }),
      ...(review?.status && { review: review.status }),
      ...(Array.isArray(servingHoldReasons) && { servingHoldReasons }),
    },
  };
}

/** A creative as what it shows. Media addresses expire: only their ids are kept. */
export const toCreative = (accountExternalId: string, creative: CreativeNode, post: Post | null): Entity => ({
  kind: "creative",
  externalId: creative.id,
  accountExternalId,
  parentExternalId: null,
  name: nameOfCreative(creative, post),
  status: statusOf(creative),
  attributes: readContent(creative, post),
});

/** The measures of a row. LinkedIn leaves zeros out, so an absent field is 0; app installs and purchases it does not tell. */
export function toMeasures(row: Analytics): Measures {
  return {
    ...noMeasures,
    spendMicros: row.costInLocalCurrency ?? 0n,
    revenueMicros: row.conversionValueInLocalCurrency ?? 0n,
    impressions: row.impressions ?? 0n,
    clicks: row.clicks ?? 0n,
    visitors: row.landingPageClicks ?? 0n,
    conversionsMicros: row.externalWebsiteConversions ?? 0n,
    leadsMicros: (row.oneClickLeads ?? 0n) + (row.leadGenerationMailContactInfoShares ?? 0n),
  };
}

/** What each of our levels is called at LinkedIn. */
export const pivots = {
  account: { pivot: "ACCOUNT", urnType: "sponsoredAccount" },
  campaign: { pivot: "CAMPAIGN_GROUP", urnType: "sponsoredCampaignGroup" },
  adset: { pivot: "CAMPAIGN", urnType: "sponsoredCampaign" },
  ad: { pivot: "CREATIVE", urnType: "sponsoredCreative" },
} as const satisfies Record<Level, { pivot: string; urnType: string }>;

/** The id a row of this level is about, or null when it is about something else. */
export function idAt(level: Level, { pivotValues }: Analytics): string | null {
  const id = idIn(pivotValues[0] ?? "", pivots[level].urnType);
  return id !== null && /^\d{1,19}$/.test(id) ? id : null;
}

export const toDailyMetric = (level: Level, accountExternalId: string, row: Analytics): DailyMetric => ({
  level,
  externalId: idAt(level, row) ?? "",
  accountExternalId,
  day: row.dateRange.start,
  ...toMeasures(row),
});

export type AudienceKey = Pick<
  DemographicMetric,
  "accountExternalId" | "dimension" | "value" | "from" | "to"
>;

/** One audience over a range; several values of one name are one audience. Conversion value is not told by audience. */
export function toDemographicMetric(key: AudienceKey, rows: Analytics[]): DemographicMetric {
  const all = rows.map(toMeasures);
  const sum = (name: keyof Measures) => all.reduce((total, measures) => total + (measures[name] ?? 0n), 0n);
  return {
    ...key,
    ...noMeasures,
    spendMicros: sum("spendMicros"),
    impressions: sum("impressions"),
    clicks: sum("clicks"),
    visitors: sum("visitors"),
    conversionsMicros: sum("conversionsMicros"),
    leadsMicros: sum("leadsMicros"),
  };
}
