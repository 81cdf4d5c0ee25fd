import type { CallContext } from "../contract";
import { ask, broken } from "./client";
import { findRoute } from "./route";
import { SearchAnswer } from "./schema";
import { askStream } from "./stream";

type Search = { customerId: string; query: string };
export type SearchPage = { rows: unknown[]; next: string | null };

/** The total is asked for so that an answer without rows is known to be empty, not cut. */
const searchSettings = { returnTotalResultsCount: true };

/** One page of 10,000 rows. All pages of a question are one operation, paid with the first. */
export async function searchPage(
  context: CallContext,
  { customerId, query, pageToken }: Search & { pageToken: string },
): Promise<SearchPage> {
  const loginCustomerId = await findRoute(context, customerId);
  const body = await ask(context, {
    path: `customers/${customerId}/googleAds:search`,
    body: { query, searchSettings, ...(pageToken && { pageToken }) },
    customerId,
    loginCustomerId,
    isContinued: pageToken !== "",
  });
  const page = SearchAnswer.safeParse(body);
  if (!page.success) throw broken("envelope", page.error);
  const { results = [], nextPageToken, totalResultsCount = 0n } = page.data;
  if (results.length === 0 && totalResultsCount > 0n && !pageToken) throw broken("rows_missing");
  return { rows: results, next: nextPageToken || null };
}

/** All rows of a question at once, asked through whichever manager has the customer. */
export async function searchStream(context: CallContext, { customerId, query }: Search): Promise<unknown[]> {
  const loginCustomerId = await findRoute(context, customerId);
  return askStream(context, { customerId, query, loginCustomerId });
}
