import type { Account, Entity, EntityKind } from "@/lib/domain/entity";
import type { DailyMetric, DemographicMetric, Level, Measures } from "@/lib/domain/metric";
import { installsIn, landingPageViewsIn, leadsIn, purchasesIn, registrationsIn, totalsOf } from "./actions";
import { readCreative } from "./creative";
import type { AccountNode, CreativeNode, EntityNode, Insight } from "./schema";

/** 2 disabled, 7 pending risk review, 100 pending closure, 101 closed. */
const disabledStatuses = new Set([2, 7, 100, 101]);

export const toAccount = (node: AccountNode): Account => ({
  externalId: node.id,
  name: node.name || node.id,
  currency: node.currency,
  timezone: node.timezone_name,
  status: disabledStatuses.has(node.account_status ?? 1) ? "disabled" : "active",
});

const parents = {
  campaign: () => null,
  adset: (node: EntityNode) => node.campaign_id ?? null,
  ad: (node: EntityNode) => node.adset_id ?? null,
} satisfies Partial<Record<EntityKind, (node: EntityNode) => string | null>>;

/** A campaign, ad set or ad. Signed links are never asked for, so the rest of the node is kept as it came. */
export function toEntity(kind: keyof typeof parents, node: EntityNode): Entity {
  const { id, account_id, name, status, effective_status, creative, ...rest } = node;
  return {
    kind,
    externalId: id,
    accountExternalId: `act_${account_id}`,
    parentExternalId: parents[kind](node),
    name: name || id,
    status: effective_status ?? status ?? "UNKNOWN",
    attributes: { ...rest, ...(status && { status }), ...(creative && { creative_id: creative.id }) },
  };
}

/** A creative. Image and thumbnail addresses are signed and differ on every call: only the image's hash is kept. */
export function toCreative(node: CreativeNode): Entity {
  const content = readCreative(node);
  return {
    kind: "creative",
    externalId: node.id,
    accountExternalId: `act_${node.account_id}`,
    parentExternalId: null,
    name: node.name || content.title || node.id,
    status: node.status ?? "UNKNOWN",
    attributes: content,
  };
}

const unit = 1_000_000n;

/** The measures of a row. Meta omits what is zero, so an absent action is 0, not unknown. */
export function toMeasures(row: Insight): Measures {
  const actions = totalsOf(row.actions);
  const purchasesMicros = purchasesIn(actions);
  const leadsMicros = leadsIn(actions);
  const installsMicros = installsIn(actions);
  return {
    spendMicros: row.spend,
    revenueMicros: purchasesIn(totalsOf(row.action_values)),
    impressions: row.impressions,
    clicks: row.clicks,
    visitors: (landingPageViewsIn(actions) + unit / 2n) / unit,
    conversionsMicros: purchasesMicros + leadsMicros + installsMicros + registrationsIn(actions),
    leadsMicros,
    installsMicros,
    purchasesMicros,
  };
}

/** The id a row of this level is about, or undefined when Meta left it out. */
export const idAt = (level: Level, row: Insight): string | undefined =>
  ({
    account: `act_${row.account_id}`,
    campaign: row.campaign_id,
    adset: row.adset_id,
    ad: row.ad_id,
  })[level];

export const toDailyMetric = (level: Level, row: Insight): DailyMetric => ({
  level,
  externalId: idAt(level, row) ?? "",
  accountExternalId: `act_${row.account_id}`,
  day: row.date_start,
  ...toMeasures(row),
});

export const toDemographicMetric = (row: Insight): DemographicMetric => ({
  accountExternalId: `act_${row.account_id}`,
  dimension: "age_gender",
  value: `${row.age}|${row.gender}`,
  from: row.date_start,
  to: row.date_stop,
  ...toMeasures(row),
});
