import { cached } from "../../simulation";
import type { ClientNode, CustomerNode } from "./accounts";
import { actionsOf } from "./actions";
import { daysOf } from "./dates";
import type { Query } from "./gaql";
import { add, convertedNames, type Numbers, nothing } from "./numbers";
import type { Asked, WorldRow } from "./row";
import type { Sandbox } from "./sandbox";
import { audienceRows, type DailyRow, type Days, dailyRows, hasAds, type Level } from "./totals";
import { treeAt } from "./tree";

type Base = WorldRow & { key: string };
type Daily = DailyRow & { type?: string };

const levels: Record<string, Level> = {
  ...{ customer: "account", campaign: "campaign", ad_group: "group" },
  ...{ asset_group: "group", ad_group_ad: "ad" },
};

/** What a row of a measured resource is about. */
function subject(from: string, { unit, type }: Daily): Omit<Base, "asked"> {
  const { ad, group } = unit;
  const { campaign } = group;
  if (from === "customer") return { key: "" };
  if (from === "campaign") return { key: campaign.id, campaign };
  if (from === "ad_group_ad" && ad) return { key: ad.id, campaign, group, ad };
  return { key: `${group.id} ${type ?? ""}`, campaign, group, audience: type };
}

/** Days of the resource that is asked, thing after thing. */
function measuredDays(from: string, customer: CustomerNode, days: Days, asked: Asked): Daily[] {
  if (from === "age_range_view") return audienceRows(customer, "age", days, asked.now);
  if (from === "gender_view") return audienceRows(customer, "gender", days, asked.now);
  const level = levels[from] ?? "account";
  const isWanted = {
    ...{ customer: () => true, campaign: () => true, ad_group: hasAds, ad_group_ad: hasAds },
    asset_group: (unit: Daily["unit"]) => unit.ad === null,
  };
  return dailyRows(customer, level, days, asked.now, isWanted[from as keyof typeof isWanted]);
}

/** Rows added up over the days where these are not told apart. */
function withoutDays(from: string, days: Daily[], asked: Asked): WorldRow[] {
  const sums = new Map<string, WorldRow & { numbers: Numbers }>();
  for (const daily of days) {
    const { key, ...about } = subject(from, daily);
    const row = sums.get(key) ?? { asked, ...about, numbers: nothing() };
    add(row.numbers, daily.numbers);
    sums.set(key, row);
  }
  return [...sums.values()];
}

function byCategory(rows: WorldRow[]): WorldRow[] {
  return rows.flatMap((row) =>
    convertedNames
      .filter((converted) => (row.numbers?.[converted] ?? 0) > 0)
      .map((converted) => ({ ...row, converted })),
  );
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
  const isDaily = select.includes("segments.date");
  const rows = isDaily
    ? daily.map((row): WorldRow => {
        const { key: _key, ...about } = subject(from, row);
        return { asked, ...about, day: row.day, numbers: row.numbers };
      })
    : withoutDays(from, daily, asked);
  if (select.includes("segments.conversion_action_category")) return byCategory(rows);
  const isView = from.endsWith("_view");
  return isSegmented(query) || isView ? rows : withZeros(rows, listed(from, asked, clients));
}
