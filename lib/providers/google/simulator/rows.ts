import { cached } from "../../simulation";
import type { ClientNode, CustomerNode } from "./accounts";
import { actionsOf } from "./actions";
import { daysOf } from "./dates";
import type { Query } from "./gaql";
import { add, convertedNames, nothing } from "./numbers";
import { type Asked, MeasuredRow, type WorldRow } from "./row";
import type { Sandbox } from "./sandbox";
import { audienceRows, type DailyRow, type Days, dailyRows, hasAds, type Level, type Wanted } from "./totals";
import { treeAt } from "./tree";

const levels: Record<string, Level> = {
  ...{ customer: "account", campaign: "campaign", ad_group: "group" },
  ...{ asset_group: "group", ad_group_ad: "ad" },
};
const wanted: Record<string, Wanted> = {
  ...{ ad_group: hasAds, ad_group_ad: hasAds },
  asset_group: ({ ad }) => ad === null,
};

/** Days of the resource that is asked, thing after thing. */
function measuredDays(from: string, customer: CustomerNode, days: Days, asked: Asked): MeasuredRow[] {
  const daily: (DailyRow & { type?: string })[] = from.endsWith("_view")
    ? audienceRows(customer, from === "gender_view" ? "gender" : "age", days, asked.now)
    : dailyRows(customer, levels[from] ?? "account", days, asked.now, wanted[from]);
  return daily.map(({ unit, numbers, day, type }) => new MeasuredRow(asked, from, unit, numbers, day, type));
}

/** Rows added up over the days where these are not told apart. */
function withoutDays(days: MeasuredRow[]): MeasuredRow[] {
  const sums = new Map<string, MeasuredRow>();
  for (const { key, asked, from, unit, numbers, audience } of days) {
    const row = sums.get(key) ?? new MeasuredRow(asked, from, unit, nothing(), undefined, audience);
    add(row.numbers, numbers);
    sums.set(key, row);
  }
  return [...sums.values()];
}

function byCategory(rows: MeasuredRow[]): MeasuredRow[] {
  const split: MeasuredRow[] = [];
  for (const row of rows)
    for (const converted of convertedNames) if (row.numbers[converted] > 0) split.push(row.of(converted));
  return split;
}

const isSegmented = ({ select }: Query) => select.some((name) => name.startsWith("segments."));
const isMeasured = ({ select, where }: Query) =>
  [...select, ...where.map(({ field }) => field)].some((name) => /^(metrics|segments)\./.test(name));

/** Every thing of a resource, delivered or not. */
function listed(from: string, asked: Asked, clients: ClientNode[]): WorldRow[] {
  const { customer, now } = asked;
  if (from === "customer") return [{ asked }];
  if (from === "customer_client") return clients.map((client) => ({ asked, client }));
  if (!customer) return [];
  const tree = treeAt(customer, now);
  if (from === "campaign" || from === "campaign_budget")
    return tree.campaigns.map((campaign) => ({ asked, campaign }));
  if (from === "ad_group") return tree.adGroups.map((group) => ({ asked, group, campaign: group.campaign }));
  if (from === "asset_group")
    return tree.assetGroups.map((group) => ({ asked, group, campaign: group.campaign }));
  if (from === "ad_group_ad")
    return tree.ads.map((ad) => ({ asked, ad, group: ad.group, campaign: ad.group.campaign }));
  if (from === "conversion_action") return actionsOf(customer).map((action) => ({ asked, action }));
  return [];
}

/** What is asked without a segment comes with its zeros. */
function withZeros(rows: WorldRow[], all: WorldRow[]): WorldRow[] {
  const keyOf = ({ ad, group, campaign }: WorldRow) => ad?.id ?? group?.id ?? campaign?.id ?? "";
  const known = new Map(rows.map((row) => [keyOf(row), row]));
  return all.map((row) => known.get(keyOf(row)) ?? row);
}

/** The rows of an answer before filters and order: by thing, and by day within it. */
export function rowsOf(sandbox: Sandbox, query: Query, asked: Asked, clients: ClientNode[]): WorldRow[] {
  const { from, select, where } = query;
  const { customer, now } = asked;
  if (!customer || !isMeasured(query)) return listed(from, asked, clients);
  const days = daysOf(where, now);
  const key = [from, customer.id, days.from, days.to, now].join("|");
  const daily = cached(sandbox, key, () => measuredDays(from, customer, days, asked));
  const rows = select.includes("segments.date") ? daily : withoutDays(daily);
  if (select.includes("segments.conversion_action_category")) return byCategory(rows);
  const isView = from.endsWith("_view");
  return isSegmented(query) || isView ? rows : withZeros(rows, listed(from, asked, clients));
}
