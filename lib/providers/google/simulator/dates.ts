import { addDays, Day, daysBetween } from "@/lib/domain/day";
import { dayNumberAt, dayNumberOf, dayOfNumber, type Wall } from "../../simulation";
import type { Condition } from "./gaql";
import { problems } from "./problems";
import type { Days } from "./totals";

const mostMonths = 37;

function monthsBefore(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return date.toISOString().slice(0, 10);
}

function readDay(text: string | undefined): number {
  const day = Day.safeParse(/^\d{8}$/.test(text ?? "") ? text?.replace(/(....)(..)(..)/, "$1-$2-$3") : text);
  if (day.success) return dayNumberOf(day.data);
  throw problems.query("INVALID_DATE_FORMAT", `Invalid date literal supplied for filtering: '${text}'.`);
}

/** Ranges named by words; those of n days leave today out. */
function rangeDuring(word: string, today: Day): Days {
  const last = /^LAST_(7|14|30)_DAYS$/.exec(word)?.[1];
  const at = (from: Day, to: Day) => ({ from: dayNumberOf(from), to: dayNumberOf(to) });
  if (word === "TODAY") return at(today, today);
  if (word === "YESTERDAY") return at(addDays(today, -1), addDays(today, -1));
  if (word === "THIS_MONTH") return at(`${today.slice(0, 7)}-01`, today);
  if (last) return at(addDays(today, -Number(last)), addDays(today, -1));
  throw problems.query("INVALID_VALUE_WITH_DURING_OPERATOR", `Invalid range '${word}'.`);
}

function rangeOf({ operator, values }: Condition, today: Day): Partial<Days> {
  if (operator === "DURING") return rangeDuring(values[0]?.toUpperCase() ?? "", today);
  const days = values.map(readDay);
  const [first = 0, second = first] = days;
  if (operator === "BETWEEN") return { from: first, to: second };
  if (operator === "=") return { from: first, to: first };
  if (operator === ">=") return { from: first };
  if (operator === ">") return { from: first + 1 };
  if (operator === "<=") return { to: first };
  if (operator === "<") return { to: first - 1 };
  // A list of days stands for the days between its ends; those outside are filtered from the rows.
  if (operator === "IN") return { from: Math.min(...days), to: Math.max(...days) };
  throw problems.query("BAD_OPERATOR", `Operator '${operator}' does not fit 'segments.date'.`);
}

/** The days a query counts, up to today. Without a filter on days: all that are told. */
export function daysOf(conditions: Condition[], now: Wall): Days {
  const today = dayOfNumber(dayNumberAt(now));
  const oldest = dayNumberOf(monthsBefore(today, mostMonths));
  const asked = conditions.filter(({ field }) => field === "segments.date");
  const ranges = asked.map((condition) => rangeOf(condition, today));
  const from = Math.max(
    ...ranges.map((range) => range.from ?? -Infinity),
    asked.length > 0 ? -Infinity : oldest,
  );
  const to = Math.min(...ranges.map((range) => range.to ?? Infinity), dayNumberOf(today));
  if (from === -Infinity)
    throw problems.query("EXPECTED_FILTERS_ON_DATE_RANGE", "A finite date range must be specified.");
  if (from < oldest)
    throw problems.date("INVALID_DATE", "Data is not available for the requested dates: they are too old.");
  const last = Math.min(...ranges.map((range) => range.to ?? Infinity));
  if (last < from && daysBetween(today, dayOfNumber(from)) <= 0)
    throw problems.date("START_DATE_AFTER_END_DATE", "The start date is after the end date.");
  return { from, to };
}
