import { fields, isResource, resourceOf, resources } from "./fields";
import { conversionMetrics } from "./fields-metrics";
import type { Condition, Query } from "./gaql";
import { problems } from "./problems";

const isMetric = (name: string) => resourceOf(name) === "metrics";
const isSegment = (name: string) => resourceOf(name) === "segments";
/** May be filtered without being selected: the answer is added up over the days then. */
const coreSegments = ["segments.date"];

function unrecognised(name: string): never {
  throw problems.query("UNRECOGNIZED_FIELD", `Unrecognized field in the query: '${name}'.`);
}

function checkFrom({ from }: Query) {
  const resource = Object.hasOwn(resources, from) ? resources[from] : undefined;
  if (resource) return resource;
  throw problems.query(
    "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
    `Error in query: '${from}' is not a valid resource name.`,
  );
}

function checkField(name: string, query: Query, clause: "SELECT" | "WHERE"): void {
  if (!Object.hasOwn(fields, name)) unrecognised(name);
  const { joins, isMeasured } = checkFrom(query);
  const resource = resourceOf(name);
  if (isMetric(name) || isSegment(name)) {
    if (isMeasured) return;
    const code = isMetric(name)
      ? "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE"
      : "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE";
    throw problems.query(code, `Cannot select or filter on '${name}' when querying '${query.from}'.`);
  }
  if (resource === query.from || joins.includes(resource)) return;
  if (!isResource(resource)) unrecognised(name);
  throw problems.query(
    `PROHIBITED_RESOURCE_TYPE_IN_${clause}_CLAUSE`,
    `The resource '${resource}' cannot be used when querying '${query.from}': '${name}'.`,
  );
}

/** With a segment of conversions only conversions can be told. */
function checkConversionSegments(used: string[]): void {
  const segment = used.find((name) => name.startsWith("segments.conversion_action"));
  const metric = used.find((name) => isMetric(name) && !conversionMetrics.includes(name));
  if (!segment || !metric) return;
  throw problems.query(
    "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    `Cannot select or filter on the following segments: '${segment}', since segments are incompatible with the following metrics: '${metric}'.`,
  );
}

function checkSelected(name: string, query: Query): void {
  if (query.select.includes(name)) return;
  throw problems.query(
    "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
    `The following field must be present in SELECT clause: '${name}'.`,
  );
}

const comparable = new Set(["int64", "double", "date"]);

function checkCondition({ field, operator }: Condition): void {
  const type = fields[field]?.type ?? "string";
  const isRange = ["<", "<=", ">", ">=", "BETWEEN"].includes(operator);
  const isWrong =
    (isRange && !comparable.has(type)) ||
    (operator === "DURING" && type !== "date") ||
    type === "list" ||
    type === "message";
  if (isWrong)
    throw problems.query("OPERATOR_FIELD_MISMATCH", `Operator '${operator}' does not fit '${field}'.`);
}

/** Throws the vendor's `queryError` for fields it does not know and combinations it does not allow. */
export function checkQuery(query: Query, isManager: boolean): void {
  checkFrom(query);
  const filtered = query.where.map(({ field }) => field);
  for (const name of query.select) checkField(name, query, "SELECT");
  for (const name of filtered) checkField(name, query, "WHERE");
  for (const condition of query.where) checkCondition(condition);
  for (const name of filtered)
    if (isSegment(name) && !coreSegments.includes(name)) checkSelected(name, query);
  for (const { field } of query.orderBy) {
    if (!Object.hasOwn(fields, field)) unrecognised(field);
    checkSelected(field, query);
  }
  const used = [...query.select, ...filtered];
  checkConversionSegments(used);
  if (isManager && used.some(isMetric))
    throw problems.query(
      "REQUESTED_METRICS_FOR_MANAGER",
      "Metrics cannot be requested for a manager account. To retrieve metrics, issue separate requests against each client account under the manager account.",
    );
  if (query.select.includes("segments.date") && !filtered.includes("segments.date"))
    throw problems.query("EXPECTED_FILTERS_ON_DATE_RANGE", "A finite date range must be specified.");
}
