import type { DemographicMetric } from "@/lib/domain/metric";
import { parseRows, type RawRow } from "@/lib/http/rows";
import type { FetchPage, SliceRequest } from "../contract";
import { askAnalytics } from "./analytics";
import { readCursor, writeCursor } from "./cursor";
import { resolveLabels } from "./labels";
import { toDemographicMetric } from "./map";
import { Analytics, metricFields } from "./schema";

/** What LinkedIn tells about the people behind the numbers, one question each. */
export const audiences = [
  { pivot: "MEMBER_JOB_TITLE", dimension: "job_title" },
  { pivot: "MEMBER_JOB_FUNCTION", dimension: "job_function" },
  { pivot: "MEMBER_SENIORITY", dimension: "seniority" },
  { pivot: "MEMBER_INDUSTRY", dimension: "industry" },
  { pivot: "MEMBER_COMPANY_SIZE", dimension: "company_size" },
  { pivot: "MEMBER_COMPANY", dimension: "company" },
  { pivot: "MEMBER_COUNTRY_V2", dimension: "country" },
  { pivot: "MEMBER_REGION_V2", dimension: "region" },
] as const;

const metrics = metricFields.filter((field) => field !== "conversionValueInLocalCurrency");

const check =
  ({ range }: SliceRequest) =>
  ({ dateRange: { start, end } }: Analytics) =>
    start < range.from || end > range.to ? { field: "dateRange", reason: "was not asked for" } : null;

/**
 * Audiences over the whole range, a page per dimension. LinkedIn blurs them to protect its members: values with fewer
 * than three events are missing and sums differ from the account's numbers, days summed up most of all.
 */
export const fetchDemographics: FetchPage<DemographicMetric> = async (context, request) => {
  const place = readCursor(request.cursor);
  const number = place?.kind === "pivot" ? place.number : 0;
  const { pivot, dimension } = audiences[number] ?? audiences[0];
  const { accountExternalId } = request;
  const answer = await askAnalytics(context, request, { pivot, timeGranularity: "ALL", metrics });
  const naturalKey = ({ pivotValues }: RawRow) => `${dimension}:${JSON.stringify(pivotValues)}`;
  const { rows, rejected } = parseRows({
    schema: Analytics,
    rows: answer,
    naturalKey,
    check: check(request),
  });
  const pivotOf = ({ pivotValues }: Analytics) => pivotValues[0] ?? "";
  // A row that came twice counts once; two values of one name are one audience.
  const byValue = new Map(rows.map((row) => [pivotOf(row), row]));
  const labelOf = await resolveLabels(context, accountExternalId, [...byValue.keys()]);
  const byLabel = new Map<string, Analytics[]>();
  for (const [value, row] of byValue) {
    const label = labelOf(value).slice(0, 200);
    byLabel.set(label, [...(byLabel.get(label) ?? []), row]);
  }
  const key = { accountExternalId, dimension, ...request.range };
  return {
    rows: [...byLabel].map(([value, same]) => toDemographicMetric({ ...key, value }, same)),
    rejected,
    cursor: number + 1 < audiences.length ? writeCursor({ kind: "pivot", number: number + 1 }) : null,
  };
};
