import type { DemographicMetric } from "@/lib/domain/metric";
import { parseRows, type RawRow } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { askAnalytics } from "./analytics";
import { readCursor, writeCursor } from "./cursor";
import { resolveLabels } from "./labels";
import { toDemographicMetric } from "./map";
import { Analytics, metricFields } from "./schema";

/** What LinkedIn tells about the people behind the numbers, one question each. */
const audiences = [
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

/** An answer about accounts or campaigns is not about people, least of all about this account's. */
const ofAdvertisers = /^urn:li:sponsored/;

const check =
  ({ range }: SliceRequest) =>
  ({ dateRange: { start, end }, pivotValues }: Analytics) => {
    if (start < range.from || end > range.to) return { field: "dateRange", reason: "was not asked for" };
    return ofAdvertisers.test(pivotValues[0] ?? "")
      ? { field: "pivotValues", reason: "belongs to another account" }
      : null;
  };

/** Questions of one page: few enough that a page is answered in seconds. */
const audiencesPerPage = 4;

type Audience = (typeof audiences)[number];

async function readAudience(context: CallContext, request: SliceRequest, { pivot, dimension }: Audience) {
  const { accountExternalId } = request;
  const answer = await askAnalytics(context, request, { pivot, timeGranularity: "ALL", metrics });
  const naturalKey = ({ pivotValues }: RawRow) => `${dimension}:${JSON.stringify(pivotValues)}`;
  const { rows, rejected } = parseRows({
    schema: Analytics,
    rows: answer,
    naturalKey,
    check: check(request),
  });
  // A row that came twice counts once; two values of one name are one audience.
  const byValue = new Map(rows.map((row) => [row.pivotValues[0] ?? "", row]));
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
  };
}

/**
 * Audiences over the whole range, some dimensions a page. LinkedIn blurs them to protect its members: values with fewer
 * than three events are missing and sums differ from the account's numbers, days summed up most of all.
 */
export const fetchDemographics: FetchPage<DemographicMetric> = async (context, request) => {
  const place = readCursor(request.cursor);
  const first = place?.kind === "pivot" ? place.number : 0;
  const page: Pick<Page<DemographicMetric>, "rows" | "rejected"> = { rows: [], rejected: [] };
  for (const audience of audiences.slice(first, first + audiencesPerPage)) {
    const { rows, rejected } = await readAudience(context, request, audience);
    page.rows.push(...rows);
    page.rejected.push(...rejected);
  }
  const next = first + audiencesPerPage;
  return { ...page, cursor: next < audiences.length ? writeCursor({ kind: "pivot", number: next }) : null };
};
