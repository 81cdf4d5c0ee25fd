import { AppError } from "@/lib/core/errors";
import { failure, failureKindOf } from "@/lib/domain/failure";
import type { Order } from "@/lib/domain/order";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, Page, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, writeCursor } from "./cursor";
import { readEnv } from "./env";
import { next } from "./listing";
import { toOrderV0 } from "./map-orders";
import type { Region } from "./marketplaces";
import { OrderItemsV0Answer, OrderItemV0, OrdersV0Answer, OrderV0 } from "./schema-orders";

const mostItemPages = 50;

/** All items of an order. A row that cannot be used costs the whole order: half an order would be a wrong one. */
async function itemsOf(context: CallContext, region: Region, orderId: string) {
  const items: OrderItemV0[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostItemPages; page += 1) {
    const { payload } = await ask(context, {
      operation: "getOrderItems",
      region,
      path: { orderId },
      query: { NextToken: token },
      schema: OrderItemsV0Answer,
    });
    // The sandbox has the items of one order alone, whichever is asked for.
    const isForeign = readEnv().isSandbox && payload.AmazonOrderId !== orderId;
    const { rows, rejected } = parseRows({
      schema: OrderItemV0,
      rows: isForeign ? [] : payload.OrderItems,
      naturalKey: () => orderId,
    });
    items.push(...rows);
    const [bad] = rejected;
    if (bad) return { items, bad };
    if (!payload.NextToken) return { items, bad: null };
    token = payload.NextToken;
  }
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor_loop" });
}

const isPause = (error: unknown) => error instanceof AppError && failureKindOf(error.code) === "rate_limited";

/**
 * One page of orders as v0 tells them, then each order's items. When the items' bucket runs empty half-way, what was
 * read lands and the next page goes on behind it.
 */
export async function readOrdersV0(
  context: CallContext,
  { accountExternalId, currency }: SliceRequest,
  cursor: PageCursor,
  after: string,
): Promise<Page<Order>> {
  const { marketplace } = readAccountId(accountExternalId);
  const { payload } = await ask(context, {
    operation: "getOrders",
    region: marketplace.region,
    query: {
      MarketplaceIds: [marketplace.id],
      LastUpdatedAfter: after,
      LastUpdatedBefore: cursor.before,
      MaxResultsPerPage: cursor.size,
      NextToken: cursor.token || undefined,
    },
    schema: OrdersV0Answer,
  });
  const listed = payload.Orders.slice(cursor.skip);
  const { rows: orders, rejected } = parseRows({
    schema: OrderV0,
    rows: listed,
    naturalKey: keyOf("AmazonOrderId"),
    check: ({ MarketplaceId }) =>
      MarketplaceId && MarketplaceId !== marketplace.id
        ? { field: "MarketplaceId", reason: "belongs to another account" }
        : null,
  });
  const asOf = new Date(cursor.before);
  const rows: Order[] = [];
  for (const order of orders) {
    try {
      const { items, bad } = await itemsOf(context, marketplace.region, order.AmazonOrderId);
      if (bad) rejected.push(bad);
      else rows.push(toOrderV0({ accountExternalId, currency }, order, items));
    } catch (error) {
      if (!isPause(error) || rows.length === 0) throw error;
      const at = payload.Orders.findIndex(
        (raw) => (raw as { AmazonOrderId?: string }).AmazonOrderId === order.AmazonOrderId,
      );
      return { rows, rejected: [], cursor: writeCursor({ ...cursor, skip: Math.max(at, 0) }), asOf };
    }
  }
  return { rows, rejected, cursor: next(cursor, payload.NextToken), asOf };
}
