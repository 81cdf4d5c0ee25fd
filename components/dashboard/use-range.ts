"use client";

import { todayOf } from "@/components/connections/today-of";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { useNow } from "@/components/ui/now";
import type { Connection } from "@/lib/api/connection";
import { addDays, type DayRange } from "@/lib/domain/day";

export const rangeChoices = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;
export type RangeLength = (typeof rangeChoices)[number]["value"];

/** The chosen days, and the same number of days before them; the newest day is today where it is latest. */
export function useRange(connections: Connection[]) {
  const filter = useUrlFilter();
  const now = useNow();
  const length = rangeChoices.find(({ value }) => value === filter.get("days"))?.value ?? "30";
  const to = todayOf(connections, now);
  const count = Number(length);
  const range: DayRange = { from: addDays(to, 1 - count), to };
  const withPrevious: DayRange = { from: addDays(to, 1 - 2 * count), to };
  return { length, range, withPrevious, choose: (value: RangeLength) => filter.set({ days: value }) };
}
