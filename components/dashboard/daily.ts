import { groupBy } from "@/components/ui/group-by";
import type { MetricRow } from "@/lib/api/numbers";
import { type DayRange, daysBetween, daysOf } from "@/lib/domain/day";
import { type Finality, leastFinal } from "@/lib/domain/finality";
import { toMicros } from "@/lib/domain/money";

export const metricNames = ["spend", "revenue", "clicks", "conversions"] as const;
export type MetricName = (typeof metricNames)[number];

export const metricWords = {
  spend: { label: "Spend", isMoney: true },
  revenue: { label: "Revenue", isMoney: true },
  clicks: { label: "Clicks", isMoney: false },
  conversions: { label: "Conversions", isMoney: false },
} as const satisfies Record<MetricName, { label: string; isMoney: boolean }>;

export const isMetricName = (text: string | null): text is MetricName =>
  metricNames.some((name) => name === text);

/** `total` and a part are null where no account reported the metric that day. */
export type DayPoint = {
  day: string;
  total: number | null;
  parts: Record<string, number | null>;
  finality: Finality | null;
};
/** `complete` leaves out the days still running somewhere; `previous` are as many days before, as far along. */
export type Series = {
  days: DayPoint[];
  total: number | null;
  complete: number | null;
  previous: number | null;
};

/** Micro-units, so that sums of money stay exact. */
function microsOf(row: MetricRow, metric: MetricName): bigint | null {
  const value = row[metric];
  if (value === null) return null;
  return typeof value === "string" ? toMicros(value) : BigInt(Math.round(value * 1_000_000));
}

const toNumber = (micros: bigint) => Number(micros) / 1_000_000;

function sum(rows: MetricRow[], metric: MetricName): number | null {
  const values = rows.map((row) => microsOf(row, metric)).filter((value) => value !== null);
  return values.length === 0 ? null : toNumber(values.reduce((left, right) => left + right, 0n));
}

function pointOf(day: string, rows: MetricRow[], metric: MetricName): DayPoint {
  const byProvider = groupBy(rows, (row) => row.provider);
  const parts = [...byProvider].map(([provider, own]) => [provider, sum(own, metric)] as const);
  const finality = leastFinal(rows.flatMap((row) => (row.finality === null ? [] : [row.finality])));
  return { day, total: sum(rows, metric), parts: Object.fromEntries(parts), finality };
}

/** Is the day, or was it just now, still running on the clocks of some account? The newest may have no number yet. */
export const isRunning = ({ finality }: DayPoint, index: number, days: DayPoint[]): boolean =>
  finality === "provisional" || (finality === null && index === days.length - 1);

/** Days at the far end that may be without numbers before a comparison would mislead. */
const toleranceDays = 2;

/** One metric over `range`, beside the range of equal length before it. All `rows` share a currency. */
export function seriesOf(rows: MetricRow[], metric: MetricName, range: DayRange): Series {
  const byDay = groupBy(rows, (row) => row.day ?? "");
  const length = daysBetween(range.from, range.to) + 1;
  const oldest = rows.flatMap(({ day }) => (day === null ? [] : [daysBetween(range.from, day)]));
  const reachesBack = Math.min(...oldest) <= toleranceDays - length;
  const within = (first: number, end: number) =>
    rows.filter(({ day }) => {
      const offset = day === null ? Number.NaN : daysBetween(range.from, day);
      return offset >= first && offset < end;
    });
  const days = daysOf(range).map((day) => pointOf(day, byDay.get(day) ?? [], metric));
  const running = days.filter(isRunning).length;
  return {
    days,
    total: sum(within(0, length), metric),
    complete: sum(within(0, length - running), metric),
    previous: reachesBack ? sum(within(-length, -running), metric) : null,
  };
}

export const providersOf = (rows: MetricRow[]): string[] =>
  [...new Set(rows.map((row) => row.provider))].sort();
