import { sql } from "drizzle-orm";
import type { Numbers } from "@/lib/api/numbers";
import { fromMicros } from "@/lib/domain/money";

/** The ten numbers as Postgres gives them: digits, money and fractional counts in micros. */
export type StoredNumbers = Record<keyof Numbers, string | null>;

const columns = {
  spend: "spend_micros",
  revenue: "revenue_micros",
  profit: "profit_micros",
  impressions: "impressions",
  clicks: "clicks",
  visitors: "visitors",
  conversions: "conversions_micros",
  leads: "leads_micros",
  installs: "installs_micros",
  purchases: "purchases_micros",
} as const satisfies Record<keyof Numbers, string>;

const list = (expression: (column: string) => string) =>
  sql.raw(
    Object.entries(columns)
      .map(([name, column]) => `${expression(`m.${column}`)}::text as ${name}`)
      .join(", "),
  );

/** Columns of `daily_metrics m`, each on its own or summed over a group. */
export const numberColumns = list((column) => column);
export const numberSums = list((column) => `sum(${column})`);

export const money = (value: string | null) => (value === null ? null : fromMicros(BigInt(value)));
export const count = (value: string | null) => (value === null ? null : Number(value));
export const fraction = (value: string | null) => (value === null ? null : Number(value) / 1_000_000);

export const toNumbers = (stored: StoredNumbers): Numbers => ({
  spend: money(stored.spend),
  revenue: money(stored.revenue),
  profit: money(stored.profit),
  impressions: count(stored.impressions),
  clicks: count(stored.clicks),
  visitors: count(stored.visitors),
  conversions: fraction(stored.conversions),
  leads: fraction(stored.leads),
  installs: fraction(stored.installs),
  purchases: fraction(stored.purchases),
});
