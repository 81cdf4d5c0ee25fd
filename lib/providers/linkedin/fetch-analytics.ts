import * as z from "zod";
import type { DailyMetric, Level } from "@/lib/domain/metric";
import { parseRows, type RawRow } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { type AnalyticsQuestion, askAnalytics, isOneDay } from "./analytics";
import { isFailure } from "./client";
import { readCursor, writeCursor } from "./cursor";
import { idAt, pivots, toDailyMetric } from "./map";
import { Analytics, CalendarDay, metricFields } from "./schema";
import { urnOf } from "./urn";

const Dated = z.object({ start: CalendarDay });

/** Its day as everybody writes it, where it can be read. */
function naturalKey({ dateRange, pivotValues }: RawRow): string {
  const day = Dated.safeParse(dateRange).data?.start ?? dateRange;
  return JSON.stringify([day, pivotValues]) ?? "unknown";
}

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

/** What a level stands below, how a question names it, and how many of it hold less than 15,000 of the level. */
const above = {
  // A campaign holds at most 100 creatives, a group at most 2,000 campaigns.
  ad: { level: "adset", filter: "campaigns", batch: 100 },
  adset: { level: "campaign", filter: "campaignGroups", batch: 5 },
} as const;
type Splittable = keyof typeof above;
const isSplittable = (level: Level): level is Splittable => level in above;

/** Ids by their number; they may be longer than a double holds. */
const inOrder = (a: string, b: string) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/**
 * One day too large for one answer, asked for by what stands above: that day's own rows say which, deleted ones
 * included. `after` is the last one that was read.
 */
async function readByIds(
  context: CallContext,
  request: SliceRequest,
  level: Splittable,
  after: string,
): Promise<Page<DailyMetric>> {
  const parent = above[level];
  const parents = await readRows(context, request, parent.level);
  const ids = [...new Set(parents.rows.map(({ externalId }) => externalId))]
    .filter((id) => inOrder(id, after) > 0)
    .sort(inOrder);
  const batch = ids.slice(0, parent.batch);
  const last = batch.at(-1);
  if (last === undefined) return { rows: [], rejected: parents.rejected, cursor: null };
  const urns = batch.map((id) => urnOf(pivots[parent.level].urnType, id));
  const found = await readRows(context, request, level, { [parent.filter]: urns });
  const isLast = batch.length === ids.length;
  return {
    rows: found.rows,
    rejected: [...found.rejected, ...(isLast ? parents.rejected : [])],
    cursor: isLast ? null : writeCursor({ kind: "ids", token: last }),
  };
}

function metricStream(level: Level): FetchPage<DailyMetric> {
  return async (context, request) => {
    const place = readCursor(request.cursor);
    if (place?.kind === "ids" && isSplittable(level)) return readByIds(context, request, level, place.token);
    try {
      return { ...(await readRows(context, request, level)), cursor: null };
    } catch (error) {
      // The engine cuts ranges to single days; a day that is still too large is asked for in parts.
      const canSplit = isFailure(error, "too_much_data.rows") && isOneDay(request) && isSplittable(level);
      if (!canSplit) throw error;
      return { rows: [], rejected: [], cursor: writeCursor({ kind: "ids", token: "" }) };
    }
  };
}

export const fetchAccountMetrics = metricStream("account");
export const fetchCampaignMetrics = metricStream("campaign");
export const fetchAdsetMetrics = metricStream("adset");
export const fetchAdMetrics = metricStream("ad");
