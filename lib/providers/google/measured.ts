import type { DayRange } from "@/lib/domain/day";
import type { SliceRequest } from "../contract";
import { broken } from "./client";
import { readRows } from "./listing";
import { converted, during, gaql, measured } from "./query";
import type { GoogleAdsRow } from "./schema";

/** A resource whose days are measured. */
export type Source = {
  from: string;
  /** What a row is about; rows come in the order of day and these. */
  ids: string[];
  /** The key its days are stored under; its numbers are the ids in their order. */
  externalId: (row: GoogleAdsRow) => string | undefined;
};

/** The question for numbers and the one for conversions by category, both in the same order of rows. */
export function questionsOf({ from, ids }: Source, range: DayRange) {
  const where = [during(range)];
  const orderBy = ["segments.date", ...ids];
  const selected = [...new Set(["customer.id", ...ids]), "segments.date"];
  return {
    numbers: gaql({ fields: [...selected, ...measured], from, where, orderBy }),
    conversions: gaql({ fields: [...selected, ...converted], from, where, orderBy }),
  };
}

const longestId = 20;

/** Text that sorts as the vendor does: by day, then by ids as numbers. */
function placeOfRow({ externalId }: Source, row: GoogleAdsRow): string {
  const ids = (externalId(row) ?? "").match(/\d+/g) ?? [];
  return [row.segments?.date, ...ids.map((id) => id.padStart(longestId, "0"))].join("|");
}

function checkOf({ from, externalId }: Source, { range }: SliceRequest) {
  return (row: GoogleAdsRow) => {
    const day = row.segments?.date;
    if (externalId(row) === undefined) return { field: `${from}.id`, reason: "is missing" };
    if (day === undefined) return { field: "segments.date", reason: "is missing" };
    if (day < range.from || day > range.to) return { field: "segments.date", reason: "was not asked for" };
    return null;
  };
}

/**
 * Rows of a page with their places, and the last of these. A page that was told before (`isRepeated`) ends where the
 * one before it did. Throws `provider_bug.cursor_loop` when pages go backwards: two questions are read side by side by
 * their order. The order within a page does not matter.
 */
export function readMeasured(source: Source, request: SliceRequest, results: unknown[], after: string) {
  const { rows, rejected } = readRows(request, results, checkOf(source, request));
  const places = rows.map((row) => placeOfRow(source, row));
  let last = after;
  for (const place of places) if (place > last) last = place;
  const isBehind = places.some((place) => place < after);
  if (isBehind && last > after) throw broken("cursor_loop");
  const isRepeated = places.length > 0 && after !== "" && last === after;
  return { rows, places, rejected, last, isRepeated };
}
