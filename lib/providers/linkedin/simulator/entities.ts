import { type Life, minutesPerDay, roll, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { contentOf } from "./contents";
import type { CampaignNode, CreativeNode, GroupNode } from "./tree";
import { activeSpan, statusAt } from "./tree";
import { campaignName, creativeName, groupName } from "./words";

type Node = Record<string, unknown>;

const msOf = (wall: Wall) => wall * 60_000;

/** Somebody changes a budget every few days; each change moves `lastModified`. */
function changes(key: number, life: Life, now: Wall) {
  const every = Math.floor((3 + 9 * roll(key, 70)) * minutesPerDay);
  const step = Math.max(0, Math.floor((Math.min(now, life.paused) - life.created) / every));
  const switched = [life.paused, life.archived].filter((at) => at <= now);
  return { step, changedAt: Math.max(life.created + step * every, ...switched) };
}

const stamps = (life: Life, changedAt: Wall) => ({
  created: { actor: "urn:li:unknown:0", time: msOf(life.created) },
  lastModified: { actor: "urn:li:unknown:0", time: msOf(changedAt) },
});

function budgetOf(account: AccountNode, key: number, step: number): Node {
  const amount = (40 + 160 * roll(key, 71)) * (1 + 0.15 * roll(key, 72 + step)) * account.perDollar;
  return { amount: amount.toFixed(2), currencyCode: account.currency };
}

/** A schedule has an end once its campaign is put away. */
const scheduleOf = ({ created, archived }: Life, now: Wall) => ({
  start: msOf(created),
  ...(archived <= now && { end: msOf(archived) }),
});

export const accountUrn = ({ id }: AccountNode) => `urn:li:sponsoredAccount:${id}`;

export const accountNode = (account: AccountNode): Node => ({
  id: Number(account.id),
  name: account.name,
  ...{ currency: account.currency, reference: account.organization },
  ...{ status: "ACTIVE", type: "BUSINESS", test: false, servingStatuses: ["RUNNABLE"] },
  version: { versionTag: "4" },
  ...{ notifiedOnCampaignOptimization: true, notifiedOnCreativeApproval: true },
  ...{
    notifiedOnCreativeRejection: true,
    notifiedOnEndOfCampaign: true,
    notifiedOnNewFeaturesEnabled: false,
  },
  changeAuditStamps: {
    created: { actor: "urn:li:unknown:0", time: 1_680_000_000_000 },
    lastModified: { actor: "urn:li:unknown:0", time: 1_690_000_000_000 },
  },
});

export function groupNode(account: AccountNode, group: GroupNode, now: Wall): Node {
  const { step, changedAt } = changes(group.key, group.life, now);
  const status = statusAt(group, now);
  return {
    id: Number(group.id),
    account: accountUrn(account),
    name: groupName(group),
    ...{ status, test: false, backfilled: false },
    runSchedule: scheduleOf(group.life, now),
    totalBudget: budgetOf(account, group.key, step),
    servingStatuses: status === "ACTIVE" ? ["RUNNABLE"] : ["STOPPED"],
    changeAuditStamps: stamps(group.life, changedAt),
  };
}

export function campaignNode(account: AccountNode, campaign: CampaignNode, now: Wall): Node {
  const { step, changedAt } = changes(campaign.key, campaign.life, now);
  const status = statusAt(campaign, now);
  return {
    id: Number(campaign.id),
    account: accountUrn(account),
    campaignGroup: `urn:li:sponsoredCampaignGroup:${campaign.group.id}`,
    name: campaignName(campaign),
    ...{ status, type: "SPONSORED_UPDATES", objectiveType: campaign.objective, format: "STANDARD_UPDATE" },
    ...{ costType: "CPM", optimizationTargetType: "MAX_CLICK", pacingStrategy: "LIFETIME" },
    dailyBudget: budgetOf(account, campaign.key, step),
    unitCost: { amount: (8 + 40 * roll(campaign.key, 75)).toFixed(2), currencyCode: account.currency },
    runSchedule: scheduleOf(campaign.life, now),
    locale: { country: "US", language: "en" },
    targetingCriteria: {
      include: { and: [{ or: { "urn:li:adTargetingFacet:locations": ["urn:li:geo:103644278"] } }] },
    },
    associatedEntity: account.organization,
    servingStatuses: status === "ACTIVE" ? ["RUNNABLE"] : ["STOPPED"],
    ...{ creativeSelection: "OPTIMIZED", offsiteDeliveryEnabled: false, audienceExpansionEnabled: true },
    version: { versionTag: String(step + 1) },
    test: false,
    changeAuditStamps: stamps(campaign.life, changedAt),
  };
}

/** Creatives that were put away keep `ARCHIVED`; they serve while everything above them runs. */
export function creativeNode(account: AccountNode, creative: CreativeNode, now: Wall): Node {
  const { life, key } = creative;
  const span = activeSpan(creative);
  const name = creativeName(creative);
  const isServing = span.from <= now && now < span.to;
  const switched = [life.paused, life.archived].filter((at) => at <= now);
  return {
    id: `urn:li:sponsoredCreative:${creative.id}`,
    account: accountUrn(account),
    campaign: `urn:li:sponsoredCampaign:${creative.campaign.id}`,
    ...(name !== null && { name }),
    intendedStatus: statusAt(creative, now),
    isServing,
    ...(!isServing && { servingHoldReasons: ["STOPPED"] }),
    review: { status: roll(key, 76) < 0.97 ? "APPROVED" : "PENDING" },
    content: contentOf(account, creative),
    isTest: false,
    ...{ createdAt: msOf(life.created), createdBy: "urn:li:person:sandbox" },
    ...{ lastModifiedAt: msOf(Math.max(life.created, ...switched)), lastModifiedBy: "urn:li:person:sandbox" },
  };
}
