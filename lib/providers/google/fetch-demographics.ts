import type { DemographicMetric, Measures } from "@/lib/domain/metric";
import type { CallContext, FetchPage, SliceRequest } from "../contract";
import { addConversions, type Conversions, noConversions } from "./conversions";
import { placeOf, startOf, writeCursor } from "./cursor";
import { idOf } from "./ids";
import { readRows } from "./listing";
import { toMeasures } from "./map";
import { converted, during, gaql, measured } from "./query";
import { type GoogleAdsRow, Metrics } from "./schema";
import { searchStream } from "./search";

type View = { from: string; field: string; read: (row: GoogleAdsRow) => string | undefined };

/** `AGE_RANGE_25_34` -> `25-34`, `AGE_RANGE_65_UP` -> `65+`, `UNDETERMINED` -> `unknown`. */
function audienceOf(type: string): string {
  const age = /^AGE_RANGE_(\d+)_(\d+|UP)$/.exec(type);
  if (age) return age[2] === "UP" ? `${age[1]}+` : `${age[1]}-${age[2]}`;
  return type === "MALE" || type === "FEMALE" ? type.toLowerCase() : "unknown";
}

const views = {
  age: {
    from: "age_range_view",
    field: "ad_group_criterion.age_range.type",
    read: ({ adGroupCriterion }) => adGroupCriterion?.ageRange?.type,
  },
  gender: {
    from: "gender_view",
    field: "ad_group_criterion.gender.type",
    read: ({ adGroupCriterion }) => adGroupCriterion?.gender?.type,
  },
} satisfies Record<string, View>;

const nothing = Metrics.parse({});

function add(sum: Metrics, more: Metrics): Metrics {
  const names = ["impressions", "clicks", "costMicros", "conversions", "conversionsValue"] as const;
  return Object.assign({ ...sum }, ...names.map((name) => ({ [name]: sum[name] + more[name] })));
}

/** The rows of a view: one per ad group and audience, however often it was told. */
async function ask(
  context: CallContext,
  request: SliceRequest,
  view: View,
  { metrics, where = [] }: { metrics: string[]; where?: string[] },
) {
  const query = gaql({
    fields: ["customer.id", "ad_group.id", view.field, ...metrics],
    from: view.from,
    where: [during(request.range), ...where],
  });
  const results = await searchStream(context, { of: request, query });
  const { rows, rejected } = readRows(request, results, (row) =>
    view.read(row) === undefined ? { field: view.field, reason: "is missing" } : null,
  );
  const keyOf = (row: GoogleAdsRow) =>
    [idOf(row.adGroup), view.read(row), row.segments?.conversionActionCategory].join(" ");
  return { rows: [...new Map(rows.map((row) => [keyOf(row), row])).values()], rejected };
}

/** The audiences of one view, added up over its ad groups. Performance Max has none. */
async function readView(context: CallContext, request: SliceRequest, view: View) {
  // Without a segment Google tells audiences without delivery too.
  const delivered = { metrics: measured, where: ["metrics.impressions > 0"] };
  const { rows, rejected } = await ask(context, request, view, delivered);
  const sums = new Map<string, Metrics>();
  const audience = (row: GoogleAdsRow) => audienceOf(view.read(row) ?? "");
  for (const row of rows) sums.set(audience(row), add(sums.get(audience(row)) ?? nothing, row.metrics));
  const kinds = new Map<string, Conversions>();
  if ([...sums.values()].some(({ conversions }) => conversions !== 0n)) {
    const byKind = await ask(context, request, view, { metrics: converted });
    rejected.push(...byKind.rejected);
    for (const row of byKind.rows)
      kinds.set(audience(row), addConversions(kinds.get(audience(row)) ?? noConversions, row));
  }
  const measures = [...sums].map(([value, sum]): [string, Measures] => [
    value,
    toMeasures(sum, kinds.get(value) ?? noConversions),
  ]);
  return { measures, rejected };
}

/** Age and gender of the audience, each summed over the range: Google tells them apart, never crossed. */
export const fetchDemographics: FetchPage<DemographicMetric> = async (context, request) => {
  const { part } = placeOf(request.cursor, "age");
  const dimension = part === "gender" ? "gender" : "age";
  const { measures, rejected } = await readView(context, request, views[dimension]);
  const rows = measures.map(([value, numbers]) => ({
    accountExternalId: request.accountExternalId,
    dimension,
    value,
    from: request.range.from,
    to: request.range.to,
    ...numbers,
  }));
  return { rows, rejected, cursor: dimension === "age" ? writeCursor(startOf("gender")) : null };
};
