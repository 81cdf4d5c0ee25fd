import type { Day } from "@/lib/domain/day";

/** Minutes on an account's own clock since 1970-01-01 00:00 there. Days of 1,440 minutes, so a day is a division away. */
export type Wall = number;

export const minutesPerDay = 1_440;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const two = "2-digit" as const;
  const formatter = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: timezone, year: "numeric", month: two, day: two, hour: two, minute: two },
    hourCycle: "h23",
  });
  formatters.set(timezone, formatter);
  return formatter;
}

export function wallAt(timezone: string, instant: Date): Wall {
  const parts = new Map(
    formatterFor(timezone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute")) / 60_000;
}

export const dayNumberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const dayOfNumber = (number: number): Day => new Date(number * 86_400_000).toISOString().slice(0, 10);
export const dayNumberAt = (wall: Wall): number => Math.floor(wall / minutesPerDay);

const offsets = new Map<string, number>();

/** Minutes east of UTC, good to the day. */
function offsetAt(timezone: string, wall: Wall): number {
  const key = `${timezone}|${dayNumberAt(wall)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = wallAt(timezone, new Date(wall * 60_000)) - wall;
  offsets.set(key, offset);
  return offset;
}

/** ISO 8601 on the account's clock: `2023-03-21T22:41:00-07:00`. */
export function isoTime(timezone: string, wall: Wall): string {
  const offset = offsetAt(timezone, wall);
  const absolute = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
  return `${new Date(wall * 60_000).toISOString().slice(0, 19)}${zone}`;
}
