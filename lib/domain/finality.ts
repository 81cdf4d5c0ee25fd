import * as z from "zod";
import { type Day, dayIn, daysBetween } from "./day";

/** Can a day's numbers still move? From least to most certain. */
export const Finality = z.enum(["provisional", "settling", "final"]);
export type Finality = z.infer<typeof Finality>;

/** Providers catch up with a day until this hour of the next one. */
const closingHour = 3;
const formatters = new Map<string, Intl.DateTimeFormat>();

function hourIn(timezone: string, now: Date): number {
  const known = formatters.get(timezone);
  const formatter =
    known ?? new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", hourCycle: "h23" });
  formatters.set(timezone, formatter);
  return Number(formatter.format(now));
}

type Input = { day: Day; timezone: string; restatementDays: number; now: Date };

/**
 * Provisional: today, and yesterday until 03:00 on the account's clocks. Settling: until the provider's restatement
 * window, counted from the day's end, has passed. Final after that.
 */
export function finalityOf({ day, timezone, restatementDays, now }: Input): Finality {
  const age = daysBetween(day, dayIn(timezone, now));
  if (age <= 0 || (age === 1 && hourIn(timezone, now) < closingHour)) return "provisional";
  return age <= restatementDays ? "settling" : "final";
}

/** The least certain of several; null of none. */
export const leastFinal = (all: Finality[]): Finality | null =>
  Finality.options.find((finality) => all.includes(finality)) ?? null;
