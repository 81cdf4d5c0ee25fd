import { dayOfNumber } from "../../simulation";
import type { AccountNode } from "./accounts";
import { actionsOf, moneyText } from "./actions";
import { addUp, daysOf } from "./insight-days";
import { filterOf, ownLevel } from "./insight-filters";
import { knownFields } from "./known-fields";
import { add, type Numbers, nothing } from "./numbers";
import { pageByOffset } from "./paging";
import { problems } from "./problems";
import { cached, type Sandbox, wallNow } from "./sandbox";
import { parseFields, selector } from "./select";
import { dailyRows, type Level, type SegmentRow, segmentRows } from "./totals";
import type { AdNode } from "./tree";
import { listOf, type Question } from "./wire";
import { adName, adsetName, campaignName } from "./words";

type Row = { ad: AdNode | null; from: number; to: number; numbers: Numbers; age?: string; gender?: string };

function levelOf(params: URLSearchParams, node: string | null): Level {
  const level = params.get("level") ?? ownLevel(node);
  if (level === "account" || level === "campaign" || level === "adset" || level === "ad") return level;
  throw problems.invalid("level must be one of account, campaign, adset, ad");
}

const isSplit = (name: string): name is "age" | "gender" => name === "age" || name === "gender";

/** The audience by age, gender or both. */
function splitBy(breakdowns: string[], segments: SegmentRow[]): Pick<Row, "age" | "gender" | "numbers">[] {
  const names = breakdowns.filter(isSplit);
  if (names.length < breakdowns.length)
    throw problems.invalid("Only the breakdowns age and gender are simulated");
  const parts = new Map<string, Pick<Row, "age" | "gender" | "numbers">>();
  for (const segment of segments) {
    const words = Object.fromEntries(names.map((name) => [name, segment[name]]));
    const key = Object.values(words).join("|");
    const part = parts.get(key) ?? { ...words, numbers: nothing() };
    parts.set(key, part);
    add(part.numbers, segment.numbers);
  }
  return [...parts.values()];
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
    return splitBy(breakdowns, segmentRows(account, days, now)).map((row) => ({ ...row, ad: null, ...days }));
  }
  const level = levelOf(params, node);
  const rows = dailyRows(account, level, days, now, filterOf(params, { level, node, now }));
  return addUp(rows, level, days, params.get("time_increment") ?? "all_days");
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
function show(account: AccountNode, params: URLSearchParams, entity: string | null) {
  const level = levelOf(params, entity);
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
    const segment = { ...(age && { age }), ...(gender && { gender }) };
    return { ...choose(node), ...segment, date_start: dayOfNumber(from), date_stop: dayOfNumber(to) };
  };
}

export type Reading = { account: AccountNode; params: URLSearchParams; at: Date; node: string | null };

/** A page of insights as they were known `at`. Long listings are computed once and kept while they are paged. */
export function readInsights(sandbox: Sandbox, question: Question, { account, params, at, node }: Reading) {
  const core = ["level", "time_range", "date_preset", "breakdowns", "filtering", "time_increment"].map(
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
  return pageByOffset(question, rows, show(account, params, node));
}
