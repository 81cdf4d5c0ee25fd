import { type Answer, ok } from "../../simulation";
import { type Asked, accountIn } from "./asked";
import { findOrder } from "./order-plans";
import { type OrderNow, orderAt, ordersChanged } from "./order-state";
import { endOf, listFrom, momentFrom, pageOf, sizeFrom } from "./paging";
import { problems } from "./problems";
import { iso } from "./sandbox";
import { wireItemsV0, wireOrder, wireOrderV0 } from "./wire-orders";

type Names = { created: string; updated: string };

/** The window a search asks for. Created and updated exclude each other, and the last two minutes are not told. */
function windowOf({ sandbox, params }: Asked, { created, updated }: Names) {
  const of = (name: string, end: string) => momentFrom(params.get(`${name}${end}`));
  const [made, changed] = [of(created, "After"), of(updated, "After")];
  if ((made === null) === (changed === null))
    throw problems.input("Either created or updated dates are required.");
  const isUpdated = changed !== null;
  const after = changed ?? made ?? 0;
  const before = endOf(sandbox, of(isUpdated ? updated : created, "Before"));
  if (after > before) throw problems.input("Date range is invalid.");
  return { isUpdated, after, before };
}

function found(asked: Asked, names: Names, marketplaceIds: string | null) {
  const { sandbox } = asked;
  const { isUpdated, after, before } = windowOf(asked, names);
  const accounts = listFrom(marketplaceIds).map((id) => accountIn(sandbox, id));
  if (accounts.length === 0) throw problems.input("MarketplaceIds is required.");
  const until = isUpdated ? before : sandbox.now().getTime();
  const orders = accounts.flatMap((account) =>
    ordersChanged(sandbox, account, after, until)
      .filter(({ plan }) => isUpdated || (plan.purchasedAt >= after && plan.purchasedAt <= before))
      .map((order) => ({ account, order })),
  );
  return { orders, isUpdated, before };
}

const isWanted = (params: URLSearchParams, name: string, value: string) => {
  const wanted = listFrom(params.get(name));
  return wanted.length === 0 || wanted.includes(value);
};

export function searchOrders(asked: Asked): Answer {
  const { sandbox, params } = asked;
  const { orders, isUpdated, before } = found(
    asked,
    { created: "created", updated: "lastUpdated" },
    params.get("marketplaceIds"),
  );
  const kept = orders.filter(
    ({ order: { plan, status } }) =>
      isWanted(params, "fulfillmentStatuses", status) &&
      isWanted(params, "fulfilledBy", plan.isAmazon ? "AMAZON" : "MERCHANT"),
  );
  const size = sizeFrom(params.get("maxResultsPerPage"), 100);
  const { rows, next } = pageOf(sandbox, {
    kind: "orders",
    rows: kept,
    token: params.get("paginationToken"),
    size,
  });
  const included = new Set(listFrom(params.get("includedData")));
  return ok({
    orders: rows.map(({ account, order }) => wireOrder(account, order, included)),
    ...(next && { pagination: { nextToken: next } }),
    [isUpdated ? "lastUpdatedBefore" : "createdBefore"]: iso(before),
  });
}

export function getOrders(asked: Asked): Answer {
  const { sandbox, params } = asked;
  const { orders, isUpdated, before } = found(
    asked,
    { created: "Created", updated: "LastUpdated" },
    params.get("MarketplaceIds"),
  );
  const size = sizeFrom(params.get("MaxResultsPerPage"), 100);
  const { rows, next } = pageOf(sandbox, {
    kind: "ordersV0",
    rows: orders,
    token: params.get("NextToken"),
    size,
  });
  return ok({
    payload: {
      Orders: rows.map(({ account, order }) => wireOrderV0(account, order)),
      ...(next && { NextToken: next }),
      [isUpdated ? "LastUpdatedBefore" : "CreatedBefore"]: iso(before),
    },
  });
}

function one({ sandbox, values }: Asked) {
  const found = findOrder(sandbox.accounts(), values.orderId ?? "");
  const order: OrderNow | null = found ? orderAt(found.plan, sandbox.now().getTime()) : null;
  if (!found || !order) throw problems.missing();
  return { account: found.account, order };
}

export function getOrder2026(asked: Asked): Answer {
  const { account, order } = one(asked);
  return ok({ order: wireOrder(account, order, new Set(listFrom(asked.params.get("includedData")))) });
}

export function getOrder(asked: Asked): Answer {
  const { account, order } = one(asked);
  return ok({ payload: wireOrderV0(account, order) });
}

export function getOrderItems(asked: Asked): Answer {
  const { account, order } = one(asked);
  return ok({ payload: { AmazonOrderId: order.plan.id, OrderItems: wireItemsV0(account, order) } });
}
