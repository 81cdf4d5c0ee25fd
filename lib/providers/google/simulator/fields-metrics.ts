import { dayOfNumber } from "../../simulation";
import { type Fields, field } from "./field";
import { categories, conversionsIn, type Numbers } from "./numbers";
import type { WorldRow } from "./row";

const count = (read: (numbers: Numbers) => number) =>
  field("int64", ({ numbers }) => (numbers ? String(read(numbers)) : "0"));

/** Millionths as the double Google sends. */
const fraction = (read: (row: WorldRow & { numbers: Numbers }) => number) =>
  field("double", (row) => (row.numbers ? read({ ...row, numbers: row.numbers }) / 1e6 : 0));

const conversions = ({ numbers, converted }: WorldRow & { numbers: Numbers }) =>
  converted ? numbers[converted] : conversionsIn(numbers);
const value = ({ numbers, converted }: WorldRow & { numbers: Numbers }) =>
  converted && converted !== "purchases" ? 0 : numbers.valueMicros;

/** Metrics that may stand beside a segment of conversions. */
export const conversionMetrics = [
  ...["conversions", "conversions_value", "all_conversions", "all_conversions_value"],
].map((name) => `metrics.${name}`);

export const metricFields: Fields = {
  "metrics.impressions": count(({ impressions }) => impressions),
  "metrics.clicks": count(({ clicks }) => clicks),
  "metrics.interactions": count(({ clicks }) => clicks),
  "metrics.cost_micros": count(({ costMicros }) => costMicros),
  "metrics.conversions": fraction(conversions),
  "metrics.conversions_value": fraction(value),
  "metrics.all_conversions": fraction(conversions),
  "metrics.all_conversions_value": fraction(value),
  "metrics.view_through_conversions": count(() => 0),
  "metrics.biddable_app_install_conversions": fraction(({ numbers }) => numbers.downloads),
  "metrics.ctr": field("double", ({ numbers }) => (numbers ? numbers.clicks / numbers.impressions : 0)),
  "metrics.average_cpc": field("double", ({ numbers }) =>
    numbers && numbers.clicks > 0 ? numbers.costMicros / numbers.clicks : 0,
  ),
};

export const segmentFields: Fields = {
  "segments.date": field("date", ({ day }) => (day === undefined ? undefined : dayOfNumber(day))),
  "segments.conversion_action_category": field("enum", ({ converted }) => converted && categories[converted]),
};
