import type { Order } from "@/lib/domain/order";
import { keyOf } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor } from "./cursor";
import { readEnv } from "./env";
import { readOrdersV0 } from "./fetch-orders-v0";
import { pageSize } from "./limits";
import { emptyPage, isFailure, next, readRows, recover } from "./listing";
import { toOrder } from "./map-orders";
import { SearchOrdersAnswer, WireOrder } from "./schema-orders";
import { type Window, windowOf } from "./window";

/** What is asked about an order. Datasets about people (buyer, recipient, packages, tax, payment) never are. */
const includedData = ["PROCEEDS", "PROMOTION", "EXPENSE", "CANCELLATION", "FULFILLMENT"];

async function search(
  context: CallContext,
  { accountExternalId, currency }: SliceRequest,
  cursor: PageCursor,
  after: string,
): Promise<Page<Order>> {
  const { marketplace } = readAccountId(accountExternalId);
  const answer = await ask(context, {
    operation: "searchOrders",
    region: marketplace.region,
    query: {
      lastUpdatedAfter: after,
      lastUpdatedBefore: cursor.before,
      marketplaceIds: [marketplace.id],
      includedData,
      maxResultsPerPage: cursor.size,
      paginationToken: cursor.token || undefined,
    },
    schema: SearchOrdersAnswer,
  });
  const page = readRows({
    schema: WireOrder,
    rows: answer.orders,
    naturalKey: keyOf("orderId"),
    check: ({ salesChannel }) =>
      salesChannel.marketplaceId && salesChannel.marketplaceId !== marketplace.id
        ? { field: "salesChannel.marketplaceId", reason: "belongs to another account" }
        : null,
    map: (order) => toOrder({ accountExternalId, currency }, order),
  });
  return {
    ...page,
    cursor: next(cursor, answer.pagination?.nextToken),
    asOf: new Date(cursor.before),
  };
}

const start = ({ before }: Window, version: string, size: number): PageCursor => ({
  kind: "page",
  ...{ version, before, size },
  ...{ token: "", skip: 0, restarts: 0 },
});

const refusals = ["permission_lost.denied", "config_invalid.not_found"];

/**
 * Orders changed in the slice's days, with their items. Sellers whom Amazon refuses the newer version are read with v0,
 * which costs a call per order.
 */
export const fetchOrders: FetchPage<Order> = async (context, request) => {
  const window = windowOf(context, request);
  if (!window) return emptyPage();
  const old = () => start(window, "v0", pageSize.ordersWithItems);
  const first = readEnv().ordersVersion === "v0" ? old() : start(window, "2026-01-01", pageSize.orders);
  const cursor = request.cursor === null ? first : readPageCursor(request.cursor);
  const { after } = window;
  try {
    if (cursor.version === "v0") return await readOrdersV0(context, request, cursor, after);
    return await search(context, request, cursor, after);
  } catch (error) {
    const isRefused = refusals.some((code) => isFailure(error, code));
    if (isRefused && cursor.version !== "v0" && cursor.token === "")
      return readOrdersV0(context, request, old(), after);
    return recover(cursor, error, windowOf(context, request));
  }
};
