import type { CallContext, SliceRequest } from "../contract";
import { ask, broken, isFailure } from "./client";
import { findRoute } from "./route";
import { SearchAnswer } from "./schema";
import { askStream } from "./stream";

type Search = { of: Pick<SliceRequest, "accountExternalId" | "accountRoute">; query: string };
export type SearchPage = { rows: unknown[]; next: string | null };

/** The total is asked for so that an answer without rows is known to be empty, not cut. */
const searchSettings = { returnTotalResultsCount: true };

/** Asks through the manager that was last known to have the customer; one who has it no more is replaced by another. */
async function through<T>(
  context: CallContext,
  { accountExternalId, accountRoute }: Search["of"],
  askAs: (loginCustomerId: string) => Promise<T>,
): Promise<T> {
  if (!accountRoute) return askAs(await findRoute(context, accountExternalId));
  try {
    return await askAs(accountRoute);
  } catch (error) {
    if (!isFailure(error, "permission_lost.user_permission_denied")) throw error;
    const route = await findRoute(context, accountExternalId);
    if (route === accountRoute) throw error;
    return askAs(route);
  }
}

/** One page of 10,000 rows. All pages of a question are one operation, paid with the first. */
export async function searchPage(
  context: CallContext,
  { of, query, pageToken }: Search & { pageToken: string },
): Promise<SearchPage> {
  const customerId = of.accountExternalId;
  const body = await through(context, of, (loginCustomerId) =>
    ask(context, {
      path: `customers/${customerId}/googleAds:search`,
      body: { query, searchSettings, ...(pageToken && { pageToken }) },
      customerId,
      loginCustomerId,
      isContinued: pageToken !== "",
    }),
  );
  const page = SearchAnswer.safeParse(body);
  if (!page.success) throw broken("envelope", page.error);
  const { results = [], nextPageToken, totalResultsCount = 0n } = page.data;
  if (results.length === 0 && totalResultsCount > 0n && !pageToken) throw broken("rows_missing");
  return { rows: results, next: nextPageToken || null };
}

/** All rows of a question at once, asked through whichever manager has the customer. */
export const searchStream = (context: CallContext, { of, query }: Search): Promise<unknown[]> =>
  through(context, of, (loginCustomerId) =>
    askStream(context, { customerId: of.accountExternalId, query, loginCustomerId }),
  );
