import type { DailyMetric, Level } from "@/lib/domain/metric";
import { parseRows, type RawRow } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { type AnalyticsQuestion, askAnalytics, isOneDay } from "./analytics";
import { isFailure } from "./client";
import { readCursor, writeCursor } from "./cursor";
import { askPage, listings } from "./fetch";
import { idsPerQuestion } from "./limits";
import { idAt, pivots, toDailyMetric } from "./map";
import { AccountId, Analytics, metricFields } from "./schema";
import { urnOf } from "./urn";

const naturalKey = ({ dateRange, pivotValues }: RawRow) =>
  JSON.stringify([dateRange, pivotValues]) ?? "unknown";

/** A row must be about one day that was asked for, and about what the level is about. */
const checkDay =
  (level: Level, { range, accountExternalId }: SliceRequest) =>
  (row: Analytics) => {
    const { start, end } = row.dateRange;
    if (start !== end) return { field: "dateRange", reason: "is not one day" };
    if (start < range.from || start > range.to) return { field: "dateRange", reason: "was not asked for" };
    const id = idAt(level, row);
    if (id === null) return { field: "pivotValues", reason: `is not of the level ${level}` };
    if (level === "account" && id !== accountExternalId)
      return { field: "pivotValues", reason: "belongs to another account" };
    return null;
  };

const question = (level: Level): AnalyticsQuestion => ({
  pivot: pivots[level].pivot,
  timeGranularity: "DAILY",
  metrics: metricFields,
});

async function readRows(
  context: CallContext,
  request: SliceRequest,
  level: Level,
  only?: AnalyticsQuestion["only"],
) {
  const rows = await askAnalytics(context, request, { ...question(level), only });
  const parsed = parseRows({ schema: Analytics, rows, naturalKey, check: checkDay(level, request) });
  const { accountExternalId } = request;
  return {
    rows: parsed.rows.map((row) => toDailyMetric(level, accountExternalId, row)),
    rejected: parsed.rejected,
  };
}

/** Lists are empty here for whole stretches of an old account; the engine takes ten empty pages for a loop. */
const mostBatches = 20;

/** One day too large for one answer, asked for by its campaigns (or groups), a hundred at a time. */
async function readByIds(
  context: CallContext,
  request: SliceRequest,
  level: Level,
  token: string,
): Promise<Page<DailyMetric>> {
  const isGroups = level === "campaign";
  const { endpoint, query } = isGroups ? listings.groups : listings.campaigns;
  const sized = { endpoint, query: { ...query, pageSize: idsPerQuestion } };
  let place: string | null = token;
  for (let batch = 0; batch < mostBatches && place !== null; batch += 1) {
    const { elements, next } = await askPage(context, request.accountExternalId, sized, place);
    place = next;
    const ids = elements.flatMap((element) => {
      const id = AccountId.safeParse((element as RawRow | null)?.id).data;
      return id ? [urnOf(isGroups ? "sponsoredCampaignGroup" : "sponsoredCampaign", id)] : [];
    });
    if (ids.length === 0) continue;
    const only = isGroups ? { campaignGroups: ids } : { campaigns: ids };
    const found = await readRows(context, request, level, only);
    if (found.rows.length + found.rejected.length > 0)
      return { ...found, cursor: place === null ? null : writeCursor({ kind: "ids", token: place }) };
  }
  return {
    rows: [],
    rejected: [],
    cursor: place === null ? null : writeCursor({ kind: "ids", token: place }),
  };
}

function metricStream(level: Level): FetchPage<DailyMetric> {
  return async (context, request) => {
    const place = readCursor(request.cursor);
    if (place?.kind === "ids") return readByIds(context, request, level, place.token);
    try {
      return { ...(await readRows(context, request, level)), cursor: null };
    } catch (error) {
      // The engine cuts ranges to single days; a day that is still too large is asked for in parts.
      const canSplit = isFailure(error, "too_much_data.rows") && isOneDay(request) && level !== "account";
      if (!canSplit) throw error;
      return { rows: [], rejected: [], cursor: writeCursor({ kind: "ids", token: "" }) };
    }
  };
}

export const fetchAccountMetrics = metricStream("account");
export const fetchCampaignMetrics = metricStream("campaign");
export const fetchAdsetMetrics = metricStream("adset");
export const fetchAdMetrics = metricStream("ad");
