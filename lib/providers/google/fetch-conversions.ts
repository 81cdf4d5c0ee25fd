import type { RejectedRow } from "@/lib/http/rows";
import type { CallContext, SliceRequest } from "../contract";
import { broken } from "./client";
import { addConversions, type Conversions, noConversions } from "./conversions";
import { readMeasured, type Source } from "./measured";
import type { GoogleAdsRow } from "./schema";
import { type SearchPage, searchPage } from "./search";

type Reading = {
  query: string;
  /** The page to begin with; "" is the first. */
  token: string;
  /** The place of the last row that is of interest; null when the rest is. */
  last: string | null;
};
type Found = { byPlace: Map<string, Conversions>; token: string; rejected: RejectedRow[] };

/** A page may come again under another token; not for ever. */
const mostRepeated = 10;

/** The page last read in a context: the next numbers usually begin in it, and the first page has no token to go on with. */
const lastRead = new WeakMap<CallContext, { key: string; page: SearchPage }>();

async function readPage(context: CallContext, of: SliceRequest, query: string, pageToken: string) {
  const key = [of.accountExternalId, query, pageToken].join(" ");
  const known = lastRead.get(context);
  if (known?.key === key) return known.page;
  const page = await searchPage(context, { of, query, pageToken });
  lastRead.set(context, { key, page });
  return page;
}

/** Each category of a place once, however often it was told. */
function totalsOf(told: Map<string, { place: string; row: GoogleAdsRow }>): Map<string, Conversions> {
  const byPlace = new Map<string, Conversions>();
  for (const { place, row } of told.values())
    byPlace.set(place, addConversions(byPlace.get(place) ?? noConversions, row));
  return byPlace;
}

/**
 * Conversions by category up to a place. Rows come in the same order as the numbers they belong to, so a page that
 * goes beyond is read again with the next numbers (`token`) and nothing has to be kept in between.
 */
export async function readConversions(
  context: CallContext,
  request: SliceRequest,
  source: Source,
  { query, token: first, last }: Reading,
): Promise<Found> {
  const told = new Map<string, { place: string; row: GoogleAdsRow }>();
  const rejected: RejectedRow[] = [];
  let repeated = 0;
  let after = "";
  for (let token = first; ; ) {
    const page = await readPage(context, request, query, token);
    const read = readMeasured(source, request, page.rows, after);
    rejected.push(...read.rejected);
    read.rows.forEach((row, index) => {
      const place = read.places[index] ?? "";
      told.set(`${place} ${row.segments?.conversionActionCategory}`, { place, row });
    });
    const isBeyond = last !== null && read.last > last;
    if (last === null) lastRead.delete(context);
    if (page.next === null || isBeyond) return { byPlace: totalsOf(told), token, rejected };
    repeated += read.isRepeated || read.rows.length === 0 ? 1 : 0;
    if (page.next === token || repeated > mostRepeated) throw broken("cursor_loop");
    token = page.next;
    after = read.last;
  }
}
