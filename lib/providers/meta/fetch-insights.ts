import { daysBetween } from "@/lib/domain/day";
import type { DailyMetric, DemographicMetric, Level } from "@/lib/domain/metric";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { attributionWindows } from "./actions";
import type { Params } from "./client";
import { belongsTo, pageCursor } from "./fetch";
import { insightFields, insightStatuses } from "./fields";
import { longestSyncDays, pageSize } from "./limits";
import { type Parsed, readPage } from "./listing";
import { idAt, toDailyMetric, toDemographicMetric } from "./map";
import { readReport } from "./report";
import { Insight } from "./schema";

/** Every status of the level by name: the spend of what was archived or deleted since stays in. */
const everyStatus = (level: Exclude<Level, "account">) =>
  JSON.stringify([{ field: `${level}.effective_status`, operator: "IN", value: insightStatuses[level] }]);

// Windows are named because the default one hides pixel and app conversions as soon as a breakdown is asked.
const question = ({ range }: SliceRequest, level: Level): Params => ({
  level,
  fields: insightFields[level].join(","),
  time_range: JSON.stringify({ since: range.from, until: range.to }),
  action_attribution_windows: JSON.stringify(attributionWindows),
  filtering: level === "account" ? undefined : everyStatus(level),
});

type Ask<Row> = { params: Params; isLarge: boolean; parse: (data: unknown[]) => Parsed<Row> };

/** Short ranges page directly; long ranges of large questions go through a report, whose rows stay put between pages. */
function readInsights<Row>(
  context: CallContext,
  request: SliceRequest,
  { params, isLarge, parse }: Ask<Row>,
): Promise<Page<Row>> {
  const isLong = daysBetween(request.range.from, request.range.to) >= longestSyncDays;
  if (isLarge && isLong) return readReport(context, request, { params, parse });
  const path = `${request.accountExternalId}/insights`;
  return readPage(context, request, {
    path,
    params,
    parse,
    cursor: pageCursor(request.cursor, pageSize.insights),
  });
}

const isWithin = ({ range }: SliceRequest, day: string) => day >= range.from && day <= range.to;

function metricStream(level: Level): FetchPage<DailyMetric> {
  const naturalKey = keyOf("date_start", level === "account" ? "account_id" : `${level}_id`);
  return (context, request) => {
    const check = (row: Insight) => {
      if (idAt(level, row) === undefined) return { field: `${level}_id`, reason: "is missing" };
      if (row.date_start !== row.date_stop) return { field: "date_stop", reason: "is not the same day" };
      if (!isWithin(request, row.date_start)) return { field: "date_start", reason: "was not asked for" };
      return belongsTo(request)(row);
    };
    return readInsights(context, request, {
      params: { ...question(request, level), time_increment: 1 },
      isLarge: level === "ad",
      parse: (data) => {
        const { rows, rejected } = parseRows({ schema: Insight, rows: data, naturalKey, check });
        return { rows: rows.map((row) => toDailyMetric(level, row)), rejected };
      },
    });
  };
}

export const fetchAccountMetrics = metricStream("account");
export const fetchCampaignMetrics = metricStream("campaign");
export const fetchAdsetMetrics = metricStream("adset");
export const fetchAdMetrics = metricStream("ad");

/** Age and gender of the audience, summed over the range. */
export const fetchDemographics: FetchPage<DemographicMetric> = (context, request) => {
  const check = (row: Insight) => {
    if (row.age === undefined) return { field: "age", reason: "is missing" };
    if (row.gender === undefined) return { field: "gender", reason: "is missing" };
    if (row.date_start !== request.range.from || row.date_stop !== request.range.to) {
      return { field: "date_start", reason: "is not the range asked for" };
    }
    return belongsTo(request)(row);
  };
  return readInsights(context, request, {
    params: { ...question(request, "account"), breakdowns: JSON.stringify(["age", "gender"]) },
    // At most 24 segments whatever the range: one small answer.
    isLarge: false,
    parse: (data) => {
      const input = {
        schema: Insight,
        rows: data,
        naturalKey: keyOf("date_start", "date_stop", "age", "gender"),
        check,
      };
      const { rows, rejected } = parseRows(input);
      return { rows: rows.map(toDemographicMetric), rejected };
    },
  });
};
