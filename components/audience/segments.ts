import { formatCount, formatMoney } from "@/components/ui/format";
import { groupBy } from "@/components/ui/group-by";
import type { DemographicRow } from "@/lib/api/demographics";
import { toMicros } from "@/lib/domain/money";
import { dimensionWords, valueWords } from "./audience-words";

export const measures = ["spend", "impressions", "clicks", "conversions"] as const;
export type Measure = (typeof measures)[number];
export const measureWords = {
  spend: "Spend",
  impressions: "Impressions",
  clicks: "Clicks",
  conversions: "Conversions",
} as const satisfies Record<Measure, string>;
export const isMeasure = (text: string | null): text is Measure => measures.some((name) => name === text);

/** One audience of a breakdown; null where the provider does not tell a number. */
export type Segment = { label: string; numbers: Record<Measure, number | null> };

/** `part` is which of two crossed dimensions it is about; null: the dimension as it is stored. */
export type Breakdown = {
  name: string;
  label: string;
  dimension: string;
  part: number | null;
  isCrossed: boolean;
};

const partsOf = (value: string) => value.split("|");

/** Each dimension there is; of one that crosses two, either on its own as well. */
export function breakdownsOf(rows: DemographicRow[]): Breakdown[] {
  return [...groupBy(rows, (row) => row.dimension)].flatMap(([dimension, own]) => {
    const names = dimension.split("_");
    const isCrossed =
      names.length > 1 && own.every(({ value }) => value === null || partsOf(value).length === names.length);
    const whole = { name: dimension, label: dimensionWords(dimension), dimension, part: null, isCrossed };
    if (!isCrossed) return [whole];
    return [...names.map((name, part) => ({ ...whole, name, label: dimensionWords(name), part })), whole];
  });
}

function labelOf({ value, values }: DemographicRow, { part, isCrossed }: Breakdown): string {
  if (value === null) return `${values} others`;
  const parts = isCrossed ? partsOf(value) : [value];
  return valueWords(part === null ? parts : [parts[part] ?? value]);
}

function microsOf(row: DemographicRow, measure: Measure): bigint | null {
  const value = row[measure];
  if (value === null) return null;
  return typeof value === "string" ? toMicros(value) : BigInt(Math.round(value * 1_000_000));
}

function sumOf(rows: DemographicRow[], measure: Measure): number | null {
  const values = rows.map((row) => microsOf(row, measure)).filter((value) => value !== null);
  return values.length === 0 ? null : Number(values.reduce((left, right) => left + right, 0n)) / 1_000_000;
}

const sizesFirst = /^(Self-employed|\d)/;
const startOf = (label: string) => Number.parseInt(label, 10) || 0;

/** Sizes and ages in their own order, anything else by the measure; what is unknown and the rest come last. */
function inOrder(segments: Segment[], measure: Measure): Segment[] {
  const isLast = ({ label }: Segment) => /^(Unknown|\d+ others)\b/.test(label);
  const known = segments.filter((segment) => !isLast(segment));
  const hasOrder = known.every(({ label }) => sizesFirst.test(label));
  const amount = ({ numbers }: Segment) => numbers[measure] ?? -1;
  return segments.toSorted(
    (a, b) =>
      Number(isLast(a)) - Number(isLast(b)) ||
      (hasOrder ? startOf(a.label) - startOf(b.label) : amount(b) - amount(a)) ||
      a.label.localeCompare(b.label),
  );
}

/** The audiences of a breakdown; `rows` share a currency. */
export function segmentsOf(rows: DemographicRow[], breakdown: Breakdown, measure: Measure): Segment[] {
  const own = rows.filter(({ dimension }) => dimension === breakdown.dimension);
  const labelled = groupBy(own, (row) => labelOf(row, breakdown));
  const segments = [...labelled].map(([label, same]) => ({
    label,
    numbers: {
      spend: sumOf(same, "spend"),
      impressions: sumOf(same, "impressions"),
      clicks: sumOf(same, "clicks"),
      conversions: sumOf(same, "conversions"),
    },
  }));
  return inOrder(segments, measure);
}

export function measureText(value: number | null, measure: Measure, currency: string): string {
  if (value === null) return "–";
  return measure === "spend" ? formatMoney(value, currency) : formatCount(value);
}
