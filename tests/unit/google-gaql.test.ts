import { describe, expect, test } from "vitest";
import { checkQuery } from "@/lib/providers/google/simulator/check";
import { parseQuery } from "@/lib/providers/google/simulator/gaql";

/** What a query is refused with, as the vendor's code and words. */
function refusalOf(text: string, isManager = false): string {
  try {
    checkQuery(parseQuery(text), isManager);
    return "none";
  } catch (refusal) {
    const { answer } = refusal as { answer: { body: { error: { details: { errors: unknown[] }[] } } } };
    const [error] = (answer.body.error.details[0]?.errors ?? []) as {
      errorCode: Record<string, string>;
      message: string;
    }[];
    return `${Object.values(error?.errorCode ?? {})[0]} ${error?.message}`;
  }
}

const days = "segments.date BETWEEN '2026-11-01' AND '2026-11-07'";

test("all clauses of a query are read", () => {
  const query = parseQuery(`
    select campaign.id, metrics.clicks FROM campaign
    WHERE campaign.status IN ('ENABLED', "PAUSED") AND ${days} AND metrics.clicks >= 10
    ORDER BY metrics.clicks DESC, campaign.id LIMIT 50 PARAMETERS omit_unselected_resource_names=true`);
  expect(query).toEqual({
    select: ["campaign.id", "metrics.clicks"],
    from: "campaign",
    where: [
      { field: "campaign.status", operator: "IN", values: ["ENABLED", "PAUSED"] },
      { field: "segments.date", operator: "BETWEEN", values: ["2026-11-01", "2026-11-07"] },
      { field: "metrics.clicks", operator: ">=", values: ["10"] },
    ],
    orderBy: [
      { field: "metrics.clicks", isDescending: true },
      { field: "campaign.id", isDescending: false },
    ],
    limit: 50,
    parameters: { omit_unselected_resource_names: "true" },
  });
});

test("texts keep their quotes and escapes", () => {
  const [condition] = parseQuery(
    String.raw`SELECT campaign.id FROM campaign WHERE campaign.name = 'it\'s'`,
  ).where;
  expect(condition?.values).toEqual(["it's"]);
});

describe("what is refused, and how", () => {
  test.each([
    ["SELECT metrics.video_views FROM campaign", "UNRECOGNIZED_FIELD", "'metrics.video_views'"],
    ["SELECT campaign.start_date FROM campaign", "UNRECOGNIZED_FIELD", "'campaign.start_date'"],
    ["SELECT campaign.id FROM campaign ORDER BY campaign.wish", "UNRECOGNIZED_FIELD", "'campaign.wish'"],
    ["SELECT campaign.id FROM wish", "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", "'wish'"],
    ["SELECT ad_group.id FROM campaign", "PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE", "'ad_group'"],
    [
      "SELECT campaign.id FROM campaign WHERE ad_group.id = 1",
      "PROHIBITED_RESOURCE_TYPE_IN_WHERE_CLAUSE",
      "'ad_group.id'",
    ],
    [
      "SELECT metrics.clicks FROM conversion_action",
      "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
      "'metrics.clicks'",
    ],
    [
      `SELECT segments.conversion_action_category, metrics.cost_micros FROM campaign WHERE ${days}`,
      "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
      "'metrics.cost_micros'",
    ],
    [
      `SELECT segments.conversion_action_category, metrics.conversions FROM age_range_view WHERE ${days} AND metrics.impressions > 0`,
      "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
      "'metrics.impressions'",
    ],
    [
      "SELECT metrics.conversions FROM campaign WHERE segments.conversion_action_category = 'PURCHASE'",
      "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
      "'segments.conversion_action_category'",
    ],
    [
      "SELECT campaign.id FROM campaign ORDER BY metrics.clicks",
      "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
      "'metrics.clicks'",
    ],
    ["SELECT segments.date, metrics.clicks FROM campaign", "EXPECTED_FILTERS_ON_DATE_RANGE", ""],
    ["SELECT campaign.id FROM campaign WHERE campaign.status > 'A'", "OPERATOR_FIELD_MISMATCH", ""],
    ["SELECT campaign.id FROM campaign LIMIT 0", "LIMIT_VALUE_TOO_LOW", ""],
    ["SELECT campaign.id FROM campaign LIMIT many", "BAD_LIMIT_VALUE", ""],
    ["SELECT campaign.id FROM campaign PARAMETERS wish=true", "BAD_PARAMETER_NAME", "wish"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id IN ()", "PROHIBITED_EMPTY_LIST_IN_CONDITION", ""],
    ["SELECT campaign.id FROM campaign WHERE campaign.id BETWEEN 1", "EXPECTED_AND", ""],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'open", "STRING_NOT_TERMINATED", ""],
    ["SELECT campaign.id FROM campaign;", "BAD_SYMBOL", ";"],
    ["SELECT campaign.id FROM campaign campaign", "UNEXPECTED_INPUT", ""],
    ["SELECT campaign.id", "EXPECTED_FROM", ""],
    ["SELECT", "UNEXPECTED_END_OF_QUERY", ""],
    ["campaign.id FROM campaign", "EXPECTED_SELECT", ""],
  ])("%s", (text, code, word) => {
    const refusal = refusalOf(text);
    expect(refusal.split(" ")[0]).toBe(code);
    expect(refusal).toContain(word);
  });

  test("a manager tells about itself but has no metrics", () => {
    expect(refusalOf("SELECT customer.id FROM customer", true)).toBe("none");
    expect(refusalOf("SELECT metrics.clicks FROM customer", true)).toMatch(/^REQUESTED_METRICS_FOR_MANAGER/);
  });
});
