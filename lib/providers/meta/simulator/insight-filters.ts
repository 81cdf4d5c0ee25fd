import type { Wall } from "../../simulation";
import { adStatus, adsetStatus, campaignStatus, statusesOf } from "./nodes";
import { problems } from "./problems";
import { keyAt, type Level, type Wanted } from "./totals";
import type { AdNode } from "./tree";

type Below = Exclude<Level, "account">;
const below: readonly string[] = Object.keys(statusesOf);
const isBelow = (name: string): name is Below => below.includes(name);

/** By its ids, an entity's own level; an account's without one. */
export const ownLevel = (node: string | null): string => (node && below[Number(node[10]) - 1]) || "account";

const statusAt = {
  campaign: (ad, now) => campaignStatus(ad.adset.campaign, now) ?? "DELETED",
  adset: (ad, now) => adsetStatus(ad.adset, now) ?? "DELETED",
  ad: (ad, now) => adStatus(ad, now) ?? "DELETED",
} satisfies Record<Below, (ad: AdNode, now: Wall) => string>;

type Filter = { field?: string; operator?: string; value?: unknown };

/** One condition; filters on anything but ids and statuses let everything through. */
function conditionOf({ field = "", operator = "", value }: Filter, now: Wall): Wanted {
  const [level = "", name] = field.split(".");
  if (!isBelow(level) || (name !== "id" && name !== "effective_status")) return () => true;
  const read = name === "id" ? keyAt[level] : (ad: AdNode) => statusAt[level](ad, now);
  const named = [value].flat().map(String);
  if (name === "effective_status" && !named.every((status) => statusesOf[level].includes(status)))
    throw problems.unknownStatus();
  if (operator === "IN" || operator === "EQUAL") return (ad) => named.includes(read(ad));
  if (operator === "NOT_IN" || operator === "NOT_EQUAL") return (ad) => !named.includes(read(ad));
  throw problems.invalid(
    `Filtering field ${field} with operation ${operator.toLowerCase()} is not supported`,
  );
}

type Place = { level: Level; node: string | null; now: Wall };

/**
 * Which ads count: those below `node` that meet `filtering`. Asked of a parent, what is archived or deleted at the
 * level itself is left out unless its status is filtered by; what is below the level always counts.
 * https://developers.facebook.com/documentation/ads-commerce/marketing-api/best-practices/manage-your-ad-object-status
 */
export function filterOf(params: URLSearchParams, { level, node, now }: Place): Wanted {
  const filters: Filter[] = JSON.parse(params.get("filtering") ?? "[]");
  const conditions = filters.map((filter) => conditionOf(filter, now));
  if (node !== null) conditions.push((ad) => below.some((name) => isBelow(name) && keyAt[name](ad) === node));
  const asksStatus = filters.some(({ field }) => field === `${level}.effective_status`);
  if (isBelow(level) && level !== ownLevel(node) && !asksStatus)
    conditions.push((ad) => !["ARCHIVED", "DELETED"].includes(statusAt[level](ad, now)));
  return (ad) => conditions.every((holds) => holds(ad));
}
