import type { Fee } from "@/lib/domain/fee";
import { keyOf } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor } from "./cursor";
import { readEnv } from "./env";
import { readEventsV0 } from "./fetch-events-v0";
import { pageSize } from "./limits";
import { emptyPage, next, readRows, recover } from "./listing";
import { toFee } from "./map-transactions";
import { homeOf } from "./marketplaces";
import { Transaction, TransactionsAnswer } from "./schema-finances";
import { windowOf } from "./window";

/**
 * Whether a transaction is this account's. Some name no marketplace (transfers, some orders a merchant ships himself):
 * they are the region's home marketplace's of their currency, so that each is counted once.
 */
function isOwn(row: Transaction, { accountExternalId, currency }: SliceRequest): boolean {
  // The seller and the marketplace of the sandbox's case do not exist.
  if (readEnv().isSandbox) return true;
  const { marketplace } = readAccountId(accountExternalId);
  const named = row.sellingPartnerMetadata?.marketplaceId ?? row.marketplaceDetails?.marketplaceId;
  if (named) return named === marketplace.id;
  return row.totalAmount.currency === currency && homeOf(marketplace.region, currency) === marketplace.id;
}

const hasOtherSeller = (row: Transaction, { accountExternalId }: SliceRequest) => {
  const seller = row.sellingPartnerMetadata?.sellingPartnerId;
  return !readEnv().isSandbox && seller !== undefined && seller !== readAccountId(accountExternalId).sellerId;
};

async function readTransactions(
  context: CallContext,
  request: SliceRequest,
  cursor: PageCursor,
  after: string,
): Promise<Page<Fee>> {
  const { accountExternalId } = request;
  const { marketplace } = readAccountId(accountExternalId);
  const { payload } = await ask(context, {
    operation: "listTransactions",
    region: marketplace.region,
    query: {
      postedAfter: after,
      postedBefore: cursor.before,
      // Where it is named, Amazon leaves out orders that American merchants ship themselves.
      marketplaceId: marketplace.country === "US" ? undefined : marketplace.id,
      nextToken: cursor.token || undefined,
    },
    schema: TransactionsAnswer,
  });
  const { rows, rejected } = readRows({
    schema: Transaction,
    rows: payload.transactions,
    naturalKey: keyOf("transactionId", "transactionType", "postedDate"),
    check: (row) =>
      hasOtherSeller(row, request)
        ? { field: "sellingPartnerMetadata.sellingPartnerId", reason: "belongs to another account" }
        : null,
    map: (row) => row,
  });
  const own = rows.filter((row) => isOwn(row, request)).map((row) => toFee(accountExternalId, row));
  return { rows: own, rejected, cursor: next(cursor, payload.nextToken), asOf: new Date(cursor.before) };
}

/** Financial transactions posted in the slice's days. What was posted in the last 48 hours may still be missing. */
export const fetchFees: FetchPage<Fee> = async (context, request) => {
  const window = windowOf(context, { ...request, since: undefined });
  if (!window) return emptyPage();
  const version = readEnv().financesVersion;
  const cursor: PageCursor =
    request.cursor === null
      ? {
          kind: "page",
          ...{ version, before: window.before, size: pageSize.events },
          ...{ token: "", skip: 0, restarts: 0 },
        }
      : readPageCursor(request.cursor);
  try {
    const read = cursor.version === "v0" ? readEventsV0 : readTransactions;
    return await read(context, request, cursor, window.after);
  } catch (error) {
    return recover(cursor, error, windowOf(context, { ...request, since: undefined }));
  }
};
