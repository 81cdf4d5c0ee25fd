import { addDays, Day, dayIn } from "@/lib/domain/day";
import { dayNumberOf, dayOfNumber } from "../../simulation";
import type { AccountNode } from "./accounts";
import { add } from "./numbers";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";
import { type DailyRow, type Days, keyAt, type Level } from "./totals";

function monthsBefore(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return date.toISOString().slice(0, 10);
}

type Range = { since?: unknown; until?: unknown };

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The days of a `date_preset`. That those called `last_…` end yesterday is from memory, not from a page of Meta's. */
function presetDays(preset: string, today: Day): Range {
  const yesterday = addDays(today, -1);
  if (preset === "today") return { since: today, until: today };
  if (preset === "yesterday") return { since: yesterday, until: yesterday };
  if (preset === "this_month") return { since: firstOfMonth(today), until: today };
  if (preset === "last_month") {
    const until = addDays(firstOfMonth(today), -1);
    return { since: firstOfMonth(until), until };
  }
  const count = /^last_(3|7|14|28|30|90)d$/.exec(preset)?.[1];
  if (!count) throw problems.invalid(`The date_preset ${preset} is not simulated`);
  return { since: addDays(today, -Number(count)), until: yesterday };
}

/** Which days a question is about. Throws (#100) for days that are none, (#3018) for those of more than 37 months ago. */
export function daysOf(sandbox: Sandbox, account: AccountNode, params: URLSearchParams): Days {
  const today = dayIn(account.timezone, sandbox.now());
  const text = params.get("time_range");
  const range: Range = text ? JSON.parse(text) : presetDays(params.get("date_preset") ?? "last_30d", today);
  const since = Day.safeParse(range.since);
  const until = Day.safeParse(range.until);
  if (!since.success || !until.success || since.data > until.data)
    throw problems.invalid("Invalid parameter: time_range");
  if (since.data < monthsBefore(today, 37)) throw problems.tooOld();
  return { from: dayNumberOf(since.data), to: Math.min(dayNumberOf(until.data), dayNumberOf(today)) };
}

/** The piece of `days` that `day` falls into; `increment` as `time_increment` says it, a whole range when unset. */
function pieceOf(increment: string, days: Days, day: number): Days {
  if (increment === "all_days") return days;
  if (increment === "monthly") {
    const first = firstOfMonth(dayOfNumber(day));
    const next = firstOfMonth(addDays(first, 31));
    return { from: Math.max(days.from, dayNumberOf(first)), to: Math.min(days.to, dayNumberOf(next) - 1) };
  }
  const size = Number(increment);
  if (!Number.isInteger(size) || size < 1 || size > 90)
    throw problems.invalid("time_increment must be an integer from 1 to 90, monthly or all_days");
  const from = day - ((day - days.from) % size);
  return { from, to: Math.min(days.to, from + size - 1) };
}

export type SpanRow = Days & Pick<DailyRow, "ad" | "numbers">;

/** Daily rows, entity by entity, added up over the pieces of a range. */
export function addUp(rows: DailyRow[], level: Level, days: Days, increment: string): SpanRow[] {
  const sums: SpanRow[] = [];
  for (const { ad, day, numbers } of rows) {
    const piece = pieceOf(increment, days, day);
    const last = sums.at(-1);
    const isSame = last?.from === piece.from && keyAt[level](last.ad) === keyAt[level](ad);
    if (last && isSame) add(last.numbers, numbers);
    else sums.push({ ad, ...piece, numbers: { ...numbers } });
  }
  return sums;
}
