import { addDays, type Day } from "@/lib/domain/day";
import type { CallContext, SliceRequest } from "../contract";
import { vendorNow } from "./clock";
import { settleMs } from "./limits";

/** The moment a day begins on the clocks of `timezone`. */
export function startOf(day: Day, timezone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const wall = (at: number) => {
    const parts = new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    }).formatToParts(new Date(at));
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  };
  // Twice: the offset at the guess may be that of the other side of a clock change.
  const guess = utc - (wall(utc) - utc);
  return new Date(guess - (wall(guess) - utc));
}

export type Window = { after: string; before: string };

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/**
 * The moments a slice asks about: its days on the account's clocks, from `since` where that is later, and
 * never the last minutes, of which Amazon knows nothing. Null when nothing is left.
 */
export function windowOf(
  context: Pick<CallContext, "clock">,
  { range, timezone, since }: SliceRequest,
): Window | null {
  const first = startOf(range.from, timezone).getTime();
  const end = startOf(addDays(range.to, 1), timezone).getTime();
  const after = Math.max(first, since?.getTime() ?? 0);
  const before = Math.min(end, vendorNow(context) - settleMs);
  return before > after ? { after: iso(after), before: iso(before) } : null;
}

/** Moments that hold a slice's days in every time zone of a region, whichever of its marketplaces asks. */
export const regionalWindowOf = (
  context: Pick<CallContext, "clock">,
  { range, ...request }: SliceRequest,
): Window | null =>
  windowOf(context, {
    ...request,
    timezone: "UTC",
    range: { from: addDays(range.from, -2), to: addDays(range.to, 2) },
  });

/** The last `ms` up to now. */
export function latestWindowOf(context: Pick<CallContext, "clock">, ms: number): Window {
  const now = vendorNow(context);
  return { after: iso(now - ms), before: iso(now) };
}
