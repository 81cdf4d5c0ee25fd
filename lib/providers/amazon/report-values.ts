import { createHash } from "node:crypto";
import * as z from "zod";
import { Day } from "@/lib/domain/day";
import { toMicros } from "@/lib/domain/money";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const two = (text: string | number) => String(text).padStart(2, "0");
const fullYear = (year: string) => (year.length === 2 ? `20${year}` : year);

/** Which number comes first in `03/04/2026`: where no row of the report decides it, the country does. */
export type DayOrder = "month" | "day";

/** The order that a report's own dates prove, or what is usual there. */
export function dayOrderOf(dates: string[], usual: DayOrder): DayOrder {
  for (const text of dates) {
    const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}/.exec(text) ?? [];
    if (Number(first) > 12) return "day";
    if (Number(second) > 12) return "month";
  }
  return usual;
}

/** The calendar day of a report's date, in any of the forms Amazon writes; null for anything else. */
export function readDay(text: string, order: DayOrder): string | null {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(text);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})/.exec(text);
  const worded = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})/.exec(text);
  const day = iso
    ? `${iso[1]}-${iso[2]}-${iso[3]}`
    : dotted
      ? `${dotted[3]}-${two(dotted[2] ?? "")}-${two(dotted[1] ?? "")}`
      : slashed
        ? `${fullYear(slashed[3] ?? "")}-${two(slashed[order === "month" ? 1 : 2] ?? "")}-${two(slashed[order === "month" ? 2 : 1] ?? "")}`
        : worded
          ? `${worded[3]}-${two(months.indexOf((worded[1] ?? "").toLowerCase()) + 1)}-${two(worded[2] ?? "")}`
          : "";
  return Day.safeParse(day).data ?? null;
}

/** A moment with its zone as ISO 8601 in UTC; a day alone counts from its first moment there. */
export function readMoment(text: string, order: DayOrder): string | null {
  const day = readDay(text, order);
  if (day === null) return null;
  const hasZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const at = hasZone ? Date.parse(text) : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const told = <T>(read: (text: string) => T | null, what: string) =>
  z.string().transform((text, context) => {
    const value = read(text.trim());
    if (value !== null) return value;
    context.addIssue({ code: "custom", message: `not ${what}` });
    return z.NEVER;
  });

/** A decimal with a point or, in European reports, a comma. */
const plain = (text: string) => {
  const isComma = /^-?(\d{1,3}(\.\d{3})+|\d+),\d+$/.test(text);
  return isComma ? text.replaceAll(".", "").replace(",", ".") : text.replace(/,(?=\d{3}\b)/g, "");
};

export const MicrosText = told((text) => toMicros(plain(text)), "a decimal number");
export const UnitsText = told(
  (text) => (/^-?\d{1,9}(\.0+)?$/.test(text) ? Number(text) : null),
  "a whole number",
);
/** Empty, `--` and `N/A` stand for nothing. */
export const blank = (text: string) => (/^(|-+|n\/?a|null)$/i.test(text) ? null : text);
export const Text = z.string().default("");

/** Rows without an id of their own: a digest of what they say, and of which of several equal ones it is. */
export function createDigests(): (...parts: (string | number | null)[]) => string {
  const seen = new Map<string, number>();
  return (...parts) => {
    const text = JSON.stringify(parts);
    const ordinal = seen.get(text) ?? 0;
    seen.set(text, ordinal + 1);
    return createHash("sha256").update(`${text}#${ordinal}`).digest("hex").slice(0, 40);
  };
}
