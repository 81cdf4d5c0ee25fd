import { addDays, Day, dayIn } from "@/lib/domain/day";
import { dayNumberOf, dayOfNumber } from "../../simulation";
import type { AccountNode } from "./accounts";
import { actionsOf, moneyText } from "./actions";
import { knownFields } from "./known-fields";
import type { Numbers } from "./numbers";
import { pageByOffset } from "./paging";
import { problems } from "./problems";
import { cached, type Sandbox, wallNow } from "./sandbox";
import { parseFields, selector } from "./select";
import { type Days, dailyRows, type Level, segmentRows, type Wanted } from "./totals";
import type { AdNode } from "./tree";
import { listOf, type Question } from "./wire";
import { adName, adsetName, campaignName } from "./words";

type Row = { ad: AdNode | null; from: number; to: number; numbers: Numbers; age?: string; gender?: string };

function levelOf(params: URLSearchParams): Level {
  const level = params.get("level") ?? "account";
  if (level === "account" || level === "campaign" || level === "adset" || level === "ad") return level;
  throw problems.invalid("level must be one of account, campaign, adset, ad");
}

function monthsBefore(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return date.toISOString().slice(0, 10);
}

function daysOf(sandbox: Sandbox, account: AccountNode, params: URLSearchParams): Days {
  const today = dayIn(account.timezone, sandbox.now());
  const text = params.get("time_range");
  const range: { since?: unknown; until?: unknown } = text
    ? JSON.parse(text)
    : { since: addDays(today, -30), until: today };
  const since = Day.safeParse(range.since);
  const until = Day.safeParse(range.until);
  if (!since.success || !until.success || since.data > until.data)
    throw problems.invalid("Invalid parameter: time_range");
  if (since.data < monthsBefore(today, 37)) throw problems.tooOld();
  return { from: dayNumberOf(since.data), to: Math.min(dayNumberOf(until.data), dayNumberOf(today)) };
}

type Filter = { field?: string; operator?: string; value?: unknown };

/** `campaign.id IN [...]` and its like; filters on anything else let everything through. */
function filterOf(params: URLSearchParams, node: string | null): Wanted {
  const filters: Filter[] = JSON.parse(params.get("filtering") ?? "[]");
  const idsOf = (ad: AdNode) => ({
    "campaign.id": ad.adset.campaign.id,
    "adset.id": ad.adset.id,
    "ad.id": ad.id,
  });
  return (ad) => {
    const ids: Record<string, string> = idsOf(ad);
    if (node !== null && !Object.values(ids).includes(node)) return false;
    return filters.every(
      ({ field = "", value }) =>
        !(field in ids) ||
        [value]
          .flat()
          .map(String)
          .includes(ids[field] ?? ""),
    );
  };
}

function collect(
  sandbox: Sandbox,
  account: AccountNode,
  params: URLSearchParams,
  at: Date,
  node: string | null,
): Row[] {
  const days = daysOf(sandbox, account, params);
  const now = wallNow(sandbox, account, at);
  const breakdowns = listOf(params.get("breakdowns"));
  if (breakdowns.length > 0) {
    if (breakdowns.join() !== "age,gender")
      throw problems.invalid("Only the breakdowns age,gender are simulated");
    return segmentRows(account, days, now).map((segment) => ({ ...segment, ad: null, ...days }));
  }
  const isDaily = params.get("time_increment") === "1";
  const rows = dailyRows(account, levelOf(params), days, now, filterOf(params, node));
  if (!isDaily) throw problems.invalid("Without breakdowns only time_increment=1 is simulated");
  return rows.map(({ ad, day, numbers }) => ({ ad, from: day, to: day, numbers }));
}

const idsBelow = { account: 0, campaign: 1, adset: 2, ad: 3 } satisfies Record<Level, number>;

/** Names are today's, whatever the day of the row. */
function identity(ad: AdNode | null, level: Level): Record<string, unknown> {
  if (!ad) return {};
  const { adset } = ad;
  const all = [
    { campaign_id: adset.campaign.id, campaign_name: campaignName(adset.campaign) },
    { adset_id: adset.id, adset_name: adsetName(adset) },
    { ad_id: ad.id, ad_name: adName(ad) },
  ];
  return Object.assign({}, ...all.slice(0, idsBelow[level]));
}

/** A row in Graph's words: every number is text, zeros and what nobody asked for are left out. */
function show(account: AccountNode, params: URLSearchParams) {
  const level = levelOf(params);
  const asked = listOf(params.get("action_attribution_windows"));
  const hasBreakdown = params.has("breakdowns");
  const fields = params.get("fields") ?? "account_id,impressions,spend";
  for (const name of parseFields(fields).keys()) {
    if (name === "age" || name === "gender") throw problems.unknownField(name, "AdsInsights");
  }
  const choose = selector(knownFields.AdsInsights, "AdsInsights", fields);
  return ({ ad, from, to, numbers, age, gender }: Row) => {
    const { impressions, clicks, spendMinor } = numbers;
    const node = {
      ...{ account_id: account.digits, account_name: account.name, account_currency: account.currency },
      ...identity(ad, level),
      ...{ impressions: String(impressions), clicks: clicks > 0 ? String(clicks) : undefined },
      spend: moneyText(spendMinor, account.minorUnits),
      inline_link_clicks: numbers.linkClicks > 0 ? String(numbers.linkClicks) : undefined,
      ...actionsOf(numbers, { windows: asked, hasBreakdown, minorUnits: account.minorUnits }),
    };
    const segment = age === undefined ? {} : { age, gender };
    return { ...choose(node), ...segment, date_start: dayOfNumber(from), date_stop: dayOfNumber(to) };
  };
}

export type Reading = { account: AccountNode; params: URLSearchParams; at: Date; node: string | null };

/** A page of insights as they were known `at`. Long listings are computed once and kept while they are paged. */
export function readInsights(sandbox: Sandbox, question: Question, { account, params, at, node }: Reading) {
  const core = ["level", "time_range", "breakdowns", "filtering", "time_increment"].map(
    (name) => params.get(name) ?? "",
  );
  const key = [
    account.id,
    node ?? "",
    wallNow(sandbox, account, at),
    wallNow(sandbox, account),
    ...core,
  ].join("|");
  const rows = cached(sandbox, key, () => collect(sandbox, account, params, at, node));
  if (rows.length > sandbox.state.mostRows) throw problems.tooManyRows();
  return pageByOffset(question, rows, show(account, params));
}
