import type { RejectedRow } from "@/lib/http/rows";
import type { CallContext, SliceRequest } from "../contract";
import { addConversions, type Conversions, noConversions } from "./conversions";
import { readMeasured, type Source } from "./measured";
import { searchPage } from "./search";

type Reading = {
  query: string;
  /** The page to begin with; "" is the first. */
  token: string;
  /** The place of the last row that is of interest; null when the rest is. */
  last: string | null;
};
type Found = { byPlace: Map<string, Conversions>; token: string; rejected: RejectedRow[] };

/**
 * Conversions by category up to a place. Rows come in the same order as the numbers they belong to, so a page that
 * goes beyond is read again with the next numbers (`token`) and nothing has to be kept in between.
 */
export async function readConversions(
  context: CallContext,
  request: SliceRequest,
  source: Source,
  { query, token, last }: Reading,
): Promise<Found> {
  const found: Found = { byPlace: new Map(), token, rejected: [] };
  const customerId = request.accountExternalId;
  for (let after = ""; ; ) {
    const page = await searchPage(context, { customerId, query, pageToken: found.token });
    const read = readMeasured(source, request, page.rows, after);
    const { rows, places, rejected } = read;
    found.rejected.push(...rejected);
    rows.forEach((row, index) => {
      const place = places[index] ?? "";
      found.byPlace.set(place, addConversions(found.byPlace.get(place) ?? noConversions, row));
    });
    const isBeyond = last !== null && read.last > last;
    if (page.next === null || isBeyond || page.next === found.token) return found;
    found.token = page.next;
    after = read.last;
  }
}
