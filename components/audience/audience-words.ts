import { formatDay } from "@/components/ui/format-time";
import type { DemographicMonth } from "@/lib/api/demographics";
import { addDays, type Day, type DayRange } from "@/lib/domain/day";

const dimensions: Record<string, string> = { age_gender: "Age and gender" };

/** `job_function` -> `Job function`. */
export function dimensionWords(dimension: string): string {
  const words = dimension.replaceAll("_", " ");
  return dimensions[dimension] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const people: Record<string, string> = { female: "Women", male: "Men", unknown: "Unknown" };

/** One value, or the parts of a crossed one, as the provider names them: `25-34, women`. */
export function valueWords(parts: string[]): string {
  const [first = "", ...rest] = parts.map((part) => people[part] ?? part);
  return [first, ...rest.map((part) => part.toLowerCase())].join(", ");
}

function joinMonths(months: DemographicMonth[]): DayRange[] {
  const latest = new Map<Day, Day>();
  for (const { from, to } of months) if (to > (latest.get(from) ?? "")) latest.set(from, to);
  const joined: DayRange[] = [];
  for (const [from, to] of [...latest].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && addDays(last.to, 1) === from) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

/** The days that the months of a currency cover: `1 May to 10 Jun, one account to 9 Jun only`. */
export function coverWords(months: DemographicMonth[]): string {
  const ranges = joinMonths(months);
  const end = ranges.at(-1)?.to ?? "";
  const behind = months.filter(({ from, to }) => from.slice(0, 7) === end.slice(0, 7) && to < end);
  const days = ranges.map(({ from, to }) => `${formatDay(from)} to ${formatDay(to)}`).join(" and ");
  return [
    days,
    ...behind.map(
      ({ to, accounts }) =>
        `${accounts === 1 ? "one account" : `${accounts} accounts`} to ${formatDay(to)} only`,
    ),
  ].join(", ");
}
