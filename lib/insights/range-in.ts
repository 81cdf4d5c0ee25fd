import { addDays, type DayRange, dayIn } from "@/lib/domain/day";

const defaultDays = 30;

/** The days asked for; without an end, up to the latest day it is in any of the time zones, and 30 days of it. */
export function rangeIn(
  { from, to }: Partial<DayRange>,
  { timezones, now }: { timezones: string[]; now: Date },
): DayRange {
  const todays = timezones.map((timezone) => dayIn(timezone, now)).sort();
  const end = to ?? todays.at(-1) ?? dayIn("UTC", now);
  return { from: from ?? addDays(end, 1 - defaultDays), to: end };
}
