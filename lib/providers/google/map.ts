import type { Account, Entity } from "@/lib/domain/entity";
import type { Measures } from "@/lib/domain/metric";
import type { Conversions } from "./conversions";
import { contentOf } from "./creative";
import type { Client } from "./hierarchy";
import { idOf } from "./ids";
import type { GoogleAdsRow, Metrics } from "./schema";

/** Managers hold no ads. A closed account may come without currency and time zone; it has nothing to sync either. */
export function toAccount(client: Client): Account | null {
  const { id, descriptiveName, currencyCode, timeZone, status, manager } = client;
  if (manager || !currencyCode || !timeZone) return null;
  return {
    externalId: id,
    name: descriptiveName || id,
    currency: currencyCode,
    timezone: timeZone,
    status: (status ?? "ENABLED") === "ENABLED" ? "active" : "disabled",
  };
}

/** An asset group takes the place of an ad group in Performance Max; its ids are counted apart, so its kind is kept. */
export const assetGroupId = (id: string) => `assetGroups/${id}`;

/** A node's own values without what the entity says already and what only repeats the account. */
function attributesOf(node: Record<string, unknown> | undefined): Record<string, unknown> {
  const { resourceName, id, name, status, ...rest } = node ?? {};
  return rest;
}

export function toCampaign(account: string, row: GoogleAdsRow): Entity {
  const { campaign, campaignBudget } = row;
  const id = idOf(campaign) ?? "";
  return {
    kind: "campaign",
    externalId: id,
    accountExternalId: account,
    parentExternalId: null,
    name: campaign?.name || id,
    status: campaign?.status ?? "UNKNOWN",
    attributes: {
      ...attributesOf(campaign),
      ...(campaignBudget && { budget: attributesOf(campaignBudget) }),
    },
  };
}

export function toAdGroup(account: string, row: GoogleAdsRow): Entity {
  const { adGroup, campaign } = row;
  const id = idOf(adGroup) ?? "";
  return {
    kind: "adset",
    externalId: id,
    accountExternalId: account,
    parentExternalId: idOf(campaign) ?? null,
    name: adGroup?.name || id,
    status: adGroup?.status ?? "UNKNOWN",
    attributes: { ...attributesOf(adGroup), resource: "ad_group" },
  };
}

export function toAssetGroup(account: string, row: GoogleAdsRow): Entity {
  const { assetGroup, campaign } = row;
  const id = idOf(assetGroup) ?? "";
  return {
    kind: "adset",
    externalId: assetGroupId(id),
    accountExternalId: account,
    parentExternalId: idOf(campaign) ?? null,
    name: assetGroup?.name || id,
    status: assetGroup?.status ?? "UNKNOWN",
    attributes: { ...attributesOf(assetGroup), resource: "asset_group" },
  };
}

/** An ad is its place: one and the same creative may stand in several ad groups, so only the pair is unique. */
export function adIdOf({ adGroup, adGroupAd }: GoogleAdsRow): string | undefined {
  const named = idOf({ resourceName: adGroupAd?.resourceName });
  const [group, ad] = [idOf(adGroup), idOf(adGroupAd?.ad)];
  return named ?? (group !== undefined && ad !== undefined ? `${group}~${ad}` : undefined);
}

/** Few ads have a name: what they say stands for it, as in the creative. */
export function toAd(account: string, row: GoogleAdsRow): Entity {
  const externalId = adIdOf(row) ?? "";
  const [groupId, adId] = externalId.split("~");
  const { ad, resourceName, status, ...rest } = row.adGroupAd ?? {};
  const { type, finalUrls } = ad ?? {};
  return {
    kind: "ad",
    externalId,
    accountExternalId: account,
    parentExternalId: groupId ?? null,
    name: ad?.name || contentOf(ad).title || adId || externalId,
    status: status ?? "UNKNOWN",
    attributes: { ...rest, type, finalUrls, creative_id: adId },
  };
}

/** What an ad says. It has no status of its own but what the review of its content came to. */
export function toCreative(account: string, { adGroupAd }: GoogleAdsRow): Entity {
  const ad = adGroupAd?.ad;
  const id = idOf(ad) ?? "";
  const content = contentOf(ad);
  return {
    kind: "creative",
    externalId: id,
    accountExternalId: account,
    parentExternalId: null,
    name: ad?.name || content.title || id,
    status: adGroupAd?.policySummary?.approvalStatus ?? "UNKNOWN",
    attributes: content,
  };
}

/** Google counts no sessions: a click is a visit. Its conversions are the primary ones, fractions included. */
export const toMeasures = (metrics: Metrics, { leads, installs, purchases }: Conversions): Measures => ({
  spendMicros: metrics.costMicros,
  revenueMicros: metrics.conversionsValue,
  impressions: metrics.impressions,
  clicks: metrics.clicks,
  visitors: metrics.clicks,
  conversionsMicros: metrics.conversions,
  leadsMicros: leads,
  installsMicros: installs,
  purchasesMicros: purchases,
});
