import { type Answer, child, dayOfNumber, hashText, ok, type Wall } from "../../simulation";
import type { AccountNode } from "./accounts";
import { type AnalyticsQuestion, type PivotLevel, readAnalyticsQuestion } from "./analytics-question";
import type { Asked } from "./asked";
import { segmentRows } from "./audiences";
import { show } from "./fields";
import { audiences } from "./labels";
import { add, type Numbers, nothing } from "./numbers";
import { countValues } from "./quota";
import { reachable, type Sandbox, wallNow } from "./sandbox";
import { type LevelRow, levelRows, type Wanted } from "./totals";

/** Longer answers lose their beginning without a word. */
const mostRows = 15_000;

const urnTypes: Record<PivotLevel, string> = {
  account: "sponsoredAccount",
  campaign: "sponsoredCampaignGroup",
  adset: "sponsoredCampaign",
  ad: "sponsoredCreative",
};
const depth: Record<PivotLevel, number> = { account: 0, campaign: 1, adset: 2, ad: 3 };

type Row = { pivotValues: string[]; numbers: Numbers };
type Span = { from: number; to: number };

const dateOf = (day: number) => {
  const [year = 0, month = 0, date = 0] = dayOfNumber(day).split("-").map(Number);
  return { year, month, day: date };
};

/** The spans a range falls into, newest first. */
function spansOf({ granularity, from, to }: AnalyticsQuestion): Span[] {
  if (granularity === "ALL") return [{ from, to }];
  if (granularity === "DAILY")
    return Array.from({ length: to - from + 1 }, (_, index) => ({ from: to - index, to: to - index }));
  const length = granularity === "MONTHLY" ? 7 : 4;
  const spans: Span[] = [];
  for (let day = to; day >= from; day -= 1) {
    const last = spans.at(-1);
    const isSame = last && dayOfNumber(last.to).slice(0, length) === dayOfNumber(day).slice(0, length);
    if (last && isSame) last.from = day;
    else spans.push({ from: day, to: day });
  }
  return spans;
}

/** The finest of a question's levels decides its rows; the others only name what stands above. */
const finest = (levels: PivotLevel[]) => [...levels].sort((a, b) => depth[b] - depth[a])[0] ?? "account";

function wantedBy({ only }: AnalyticsQuestion): Wanted {
  const { campaignGroups, campaigns, creatives } = only;
  return ({ id, campaign }) =>
    (creatives?.has(id) ?? true) &&
    (campaigns?.has(campaign.id) ?? true) &&
    (campaignGroups?.has(campaign.group.id) ?? true);
}

/** Below what a filter names the rows must be summed from creatives; else the day's sums will do. */
function rowsOfDay(
  sandbox: Sandbox,
  account: AccountNode,
  question: AnalyticsQuestion,
  { level, day, now }: { level: PivotLevel; day: number; now: Wall },
): LevelRow[] {
  const { campaignGroups, campaigns, creatives } = question.only;
  const isFiltered = campaignGroups !== null || campaigns !== null || creatives !== null;
  if (!isFiltered || level === "ad")
    return [
      ...levelRows(sandbox, account, {
        level,
        day,
        now,
        wanted: isFiltered ? wantedBy(question) : undefined,
      }),
    ];
  const sums = new Map<string, LevelRow>();
  for (const row of levelRows(sandbox, account, { level: "ad", day, now, wanted: wantedBy(question) })) {
    const { campaignId, groupId } = row;
    const id = { account: account.id, campaign: groupId, adset: campaignId }[level] ?? "";
    const known = sums.get(id) ?? {
      id,
      campaignId: level === "adset" ? campaignId : null,
      groupId,
      numbers: nothing(),
    };
    add(known.numbers, row.numbers);
    sums.set(id, known);
  }
  return [...sums.values()];
}

function levelSpan(
  sandbox: Sandbox,
  account: AccountNode,
  question: AnalyticsQuestion,
  span: Span,
  levels: PivotLevel[],
): Row[] {
  const level = finest(levels);
  const now = wallNow(sandbox, account);
  const sums = new Map<string, { row: LevelRow; numbers: Numbers }>();
  for (let day = span.from; day <= span.to; day += 1) {
    for (const row of rowsOfDay(sandbox, account, question, { level, day, now })) {
      const known = sums.get(row.id);
      if (known) add(known.numbers, row.numbers);
      else sums.set(row.id, { row, numbers: span.from === span.to ? row.numbers : { ...row.numbers } });
    }
  }
  return [...sums.values()].map(({ row, numbers }) => {
    const ids = { account: account.id, campaign: row.groupId, adset: row.campaignId, ad: row.id };
    return { numbers, pivotValues: levels.map((name) => `urn:li:${urnTypes[name]}:${ids[name]}`) };
  });
}

function rowsOfSpan(sandbox: Sandbox, account: AccountNode, question: AnalyticsQuestion, span: Span): Row[] {
  const { levels, pivots } = question;
  if (levels) return levelSpan(sandbox, account, question, span, levels);
  const [pivot = ""] = pivots;
  if (!(pivot in audiences)) return [];
  const asked = { pivot, days: span, now: wallNow(sandbox, account) };
  return segmentRows(sandbox, account, asked).map(({ value, numbers }) => ({
    pivotValues: [value.value],
    numbers,
  }));
}

/**
 * `GET adAnalytics`: one answer without pages; what does not fit is missing, and so are accounts the member may not
 * read. https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/ads-reporting
 */
export function readAnalytics(sandbox: Sandbox, asked: Asked): Answer {
  const today = Math.floor(sandbox.now().getTime() / 86_400_000);
  const question = readAnalyticsQuestion(asked, today);
  const { fields, only } = question;
  const accounts = reachable(sandbox).filter(({ id }) => only.accounts?.has(id) ?? true);
  const elements: Record<string, unknown>[] = [];
  for (const span of spansOf(question)) {
    if (elements.length >= mostRows) break;
    const dateRange = { start: dateOf(span.from), end: dateOf(span.to) };
    for (const account of accounts) {
      for (const { pivotValues, numbers } of rowsOfSpan(sandbox, account, question, span)) {
        const key = child(hashText(pivotValues[0] ?? ""), span.from);
        const row = show(fields, numbers, account, key);
        if (row === null) continue;
        if (fields.includes("dateRange")) row.dateRange = dateRange;
        if (fields.includes("pivotValues")) row.pivotValues = pivotValues;
        elements.push(row);
      }
    }
  }
  elements.length = Math.min(elements.length, mostRows);
  countValues(sandbox, elements.length * fields.length);
  return ok({ paging: { start: 0, count: 10, links: [] }, elements: elements.reverse() });
}
