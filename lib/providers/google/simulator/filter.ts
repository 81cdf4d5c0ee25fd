import { fields } from "./fields";
import type { Condition, Query } from "./gaql";
import type { WorldRow } from "./row";

const isNumeric = (field: string) => ["int64", "double"].includes(fields[field]?.type ?? "");

/** Whole numbers of any length by value, other numbers as doubles, the rest as text. */
function compare(field: string, a: unknown, b: unknown): number {
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  if (!isNumeric(field)) return left < right ? -1 : left > right ? 1 : 0;
  const isWhole = /^\d+$/.test(left) && /^\d+$/.test(right);
  if (isWhole && left.length !== right.length) return left.length - right.length;
  if (isWhole) return left < right ? -1 : left > right ? 1 : 0;
  return Number(left) - Number(right);
}

function isLike(value: string, pattern: string): boolean {
  const regex = pattern
    .replace(/[.+?^${}()|\\]/g, "\\$&")
    .replace(/\[([%_[\]])\]/g, (_match, letter: string) => `\\u{${letter.charCodeAt(0).toString(16)}}`)
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${regex}$`, "isu").test(value);
}

function holds({ field, operator, values }: Condition, row: WorldRow): boolean {
  const value = fields[field]?.read(row);
  const [first = "", second = ""] = values;
  const order = (other: string) => compare(field, value, other);
  switch (operator) {
    case "=":
      return order(first) === 0;
    case "!=":
      return order(first) !== 0;
    case "<":
      return order(first) < 0;
    case "<=":
      return order(first) <= 0;
    case ">":
      return order(first) > 0;
    case ">=":
      return order(first) >= 0;
    case "BETWEEN":
      return order(first) >= 0 && order(second) <= 0;
    case "IN":
      return values.some((other) => order(other) === 0);
    case "NOT IN":
      return values.every((other) => order(other) !== 0);
    case "LIKE":
      return isLike(String(value ?? ""), first);
    case "NOT LIKE":
      return !isLike(String(value ?? ""), first);
    case "IS NULL":
      return value === undefined;
    case "IS NOT NULL":
      return value !== undefined;
    default:
      return true;
  }
}

/** Days that were counted are not looked at again, unless they were named one by one. */
const isCounted = ({ field, operator }: Condition) => field === "segments.date" && operator !== "IN";

const metricsIn = ({ select }: Query) => select.filter((name) => name.startsWith("metrics."));

/** What an answer leaves out: rows that fail a condition, and with a segment those whose metrics are all zero. */
export function keep(query: Query): (row: WorldRow) => boolean {
  const conditions = query.where.filter(
    (condition) =>
      !isCounted(condition) &&
      !(condition.field === "segments.date" && !query.select.includes("segments.date")),
  );
  const isSegmented = query.select.some((name) => name.startsWith("segments."));
  const metrics = metricsIn(query);
  const hasImpressions = metrics.includes("metrics.impressions");
  const isZero = (row: WorldRow) =>
    metrics.length > 0 &&
    !(hasImpressions && (row.numbers?.impressions ?? 0) > 0) &&
    metrics.every((name) => Number(fields[name]?.read(row) ?? 0) === 0);
  return (row) => conditions.every((condition) => holds(condition, row)) && !(isSegmented && isZero(row));
}

/** Rows come by thing and day already; only another order has to be made. */
export function sort(query: Query, rows: WorldRow[]): WorldRow[] {
  const [first, ...others] = query.orderBy;
  if (!first) return rows;
  const isById = ({ field, isDescending }: { field: string; isDescending: boolean }) =>
    /^(customer|campaign|ad_group|ad_group_ad\.ad|asset_group)\.id$/.test(field) && !isDescending;
  if (first.field === "segments.date" && !first.isDescending && others.every(isById)) return byDay(rows);
  return [...rows].sort((a, b) => {
    for (const { field, isDescending } of query.orderBy) {
      const order = compare(field, fields[field]?.read(a), fields[field]?.read(b));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
}

/** The order within a day stays: that of the ids. Each row goes straight to its place. */
function byDay(rows: WorldRow[]): WorldRow[] {
  const places = new Map<number, number>();
  for (const { day = 0 } of rows) places.set(day, (places.get(day) ?? 0) + 1);
  let next = 0;
  for (const day of [...places.keys()].sort((a, b) => a - b)) {
    const count = places.get(day) ?? 0;
    places.set(day, next);
    next += count;
  }
  const sorted = rows.slice();
  for (const row of rows) {
    const place = places.get(row.day ?? 0) ?? 0;
    sorted[place] = row;
    places.set(row.day ?? 0, place + 1);
  }
  return sorted;
}
