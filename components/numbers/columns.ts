import { formatCount, formatMoney, formatShare } from "@/components/ui/format";
import type { MetricRow, Numbers } from "@/lib/api/numbers";

export type NumberColumn = {
  name: string;
  label: string;
  /** What the column is, for numbers that follow from others. */
  meaning?: string;
  /** For sorting; null sorts last. Exact enough: money is shown from its own decimal string. */
  value: (row: MetricRow) => number | null;
  text: (row: MetricRow) => string;
  /** Its changes are recorded, so that it can be asked why. */
  isRecorded: boolean;
};

const none = "–";
const toNumber = (value: string | number | null) => (value === null ? null : Number(value));

const money = (name: "spend" | "revenue" | "profit", label: string): NumberColumn => ({
  name,
  label,
  value: (row) => toNumber(row[name]),
  text: (row) => (row[name] === null ? none : formatMoney(Number(row[name]), row.currency)),
  isRecorded: name !== "profit",
  ...(name === "profit" ? { meaning: "Revenue less spend" } : {}),
});

const count = (
  name: Exclude<keyof Numbers, "spend" | "revenue" | "profit">,
  label: string,
): NumberColumn => ({
  name,
  label,
  value: (row) => row[name],
  text: (row) => (row[name] === null ? none : formatCount(row[name])),
  isRecorded: true,
});

function ratio(top: string | number | null, bottom: string | number | null): number | null {
  const [over, under] = [toNumber(top), toNumber(bottom)];
  return over === null || under === null || under === 0 ? null : over / under;
}

const roas = (row: MetricRow) => ratio(row.revenue, row.spend);
const ctr = (row: MetricRow) => ratio(row.clicks, row.impressions);

/** The numbers of a table, in the order people read them. */
const numberColumns: readonly NumberColumn[] = [
  money("spend", "Spend"),
  money("revenue", "Revenue"),
  {
    name: "roas",
    label: "ROAS",
    meaning: "Revenue for each unit of spend",
    value: roas,
    text: (row) => roas(row)?.toFixed(2) ?? none,
    isRecorded: false,
  },
  money("profit", "Profit"),
  count("impressions", "Impressions"),
  count("clicks", "Clicks"),
  {
    name: "ctr",
    label: "CTR",
    meaning: "Clicks per impression",
    value: ctr,
    text: (row) => {
      const share = ctr(row);
      return share === null ? none : formatShare(share);
    },
    isRecorded: false,
  },
  count("conversions", "Conversions"),
  count("purchases", "Purchases"),
  count("leads", "Leads"),
  count("installs", "Installs"),
  count("visitors", "Visitors"),
];

export const numberColumn = (name: string): NumberColumn | undefined =>
  numberColumns.find((column) => column.name === name);

/** Columns in which some row has a number; a provider does not tell all of them. */
export const columnsIn = (rows: MetricRow[]): NumberColumn[] =>
  numberColumns.filter((column) => rows.some((row) => column.value(row) !== null));
