import { failure } from "@/lib/domain/failure";
import type { RejectedRow } from "@/lib/http/rows";
import type { CallContext, Page, SliceRequest } from "../contract";
import { ask, isFailure, type Params } from "./client";
import { type PageCursor, type ReportCursor, writeCursor } from "./cursor";
import { Listing } from "./schema";

export type Parsed<Row> = { rows: Row[]; rejected: RejectedRow[] };

export type ListingRequest<Row> = {
  path: string;
  params: Params;
  cursor: PageCursor | ReportCursor;
  parse: (data: unknown[]) => Parsed<Row>;
};

/** Where the next page is: Meta repeats `after` on the last page, so only `next` says that there is one. */
function following(cursor: PageCursor | ReportCursor, { paging }: Listing): string | null {
  if (paging?.next === undefined || paging.next === null) return null;
  const after = paging.cursors?.after;
  if (!after) throw failure("provider_bug", { provider: "Meta", detail: "cursor" });
  return writeCursor({ ...cursor, after });
}

/** One page of a listing. When Meta finds the page too heavy, an empty page whose cursor asks for half of it. */
export async function readPage<Row>(
  context: CallContext,
  { accountExternalId }: SliceRequest,
  { path, params, cursor, parse }: ListingRequest<Row>,
): Promise<Page<Row>> {
  const page = { ...params, limit: cursor.limit, after: cursor.after || undefined };
  try {
    const listing = Listing.safeParse(await ask(context, { path, params: page, account: accountExternalId }));
    if (!listing.success)
      throw failure("provider_bug", { provider: "Meta", detail: "envelope", cause: listing.error });
    return { ...parse(listing.data.data), cursor: following(cursor, listing.data) };
  } catch (error) {
    if (!isFailure(error, "too_much_data.page") || cursor.limit <= 1) throw error;
    const smaller = writeCursor({ ...cursor, limit: Math.floor(cursor.limit / 2) });
    return { rows: [], rejected: [], cursor: smaller };
  }
}
