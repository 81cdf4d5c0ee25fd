import * as z from "zod";

const calendarDay = (text: string) => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
};

/** A calendar day of an account, `YYYY-MM-DD`. 2026-02-30 is refused: drivers would turn it into March. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(calendarDay, "not a day of the calendar");
export type Day = string;

/** Both ends included. */
export type DayRange = { from: Day; to: Day };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const formatter = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, ...parts });
  formatters.set(timezone, formatter);
  return formatter;
}

/** Does this machine know the zone's clocks? */
export function isTimezone(timezone: string): boolean {
  try {
    formatterFor(timezone);
    return true;
  } catch {
    return false;
  }
}

/** The day it is at `instant` on the clocks of `timezone`. */
export const dayIn = (timezone: string, instant: Date): Day => formatterFor(timezone).format(instant);

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Days from `from` to `to`, 0 when equal. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function daysOf({ from, to }: DayRange): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** The range cut into pieces of at most `size` days, newest first. */
export function splitDays({ from, to }: DayRange, size: number): DayRange[] {
  const pieces: DayRange[] = [];
  for (let end = to; end >= from; end = addDays(end, -size)) {
    const start = addDays(end, 1 - size);
    pieces.push({ from: start < from ? from : start, to: end });
  }
  return pieces;
}

/** Calendar months from the one `from` lies in, newest first; the newest ends at `to`. */
export function monthsOf({ from, to }: DayRange): DayRange[] {
  const months: DayRange[] = [];
  for (let end = to; end >= `${from.slice(0, 7)}-01`; end = addDays(`${end.slice(0, 7)}-01`, -1))
    months.push({ from: `${end.slice(0, 7)}-01`, to: end });
  return months;
}
