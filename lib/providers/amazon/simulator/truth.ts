import { addDays, dayIn } from "@/lib/domain/day";
import type { Fee } from "@/lib/domain/fee";
import type { Inventory } from "@/lib/domain/inventory";
import type { Order, OrderStatus } from "@/lib/domain/order";
import type { Stringified, Truth } from "../../contract";
import { truthOf } from "../../simulation";
import { startOf } from "../window";
import { totalOf, transactionsBetween } from "./account-postings";
import type { AccountNode } from "./accounts";
import { claimsOf } from "./claims-truth";
import type { Posting } from "./money-lines";
import { type OrderNow, ordersChanged, shippedUnits } from "./order-state";
import { minuteMs, type Sandbox } from "./sandbox";
import { reservedOf, stockOf, totalStock, unfulfillableOf } from "./stock";
import { orderTotal } from "./wire-orders";

const micros = (minor: number) => String(BigInt(minor) * 10_000n);
const moment = (ms: number) => new Date(ms).toISOString();

function toOrder({ id, currency, shop }: AccountNode, order: OrderNow): Stringified<Order> {
  const { plan, status, updatedAt } = order;
  const isPriced = status !== "PENDING" && status !== "CANCELLED";
  const money = (minor: number) => (isPriced ? micros(minor) : null);
  return {
    accountExternalId: id,
    externalId: plan.id,
    status: status.toLowerCase() as OrderStatus,
    fulfilledBy: plan.isAmazon ? "marketplace" : "merchant",
    salesChannel: shop,
    ...{ purchasedAt: moment(plan.purchasedAt), updatedAt: moment(updatedAt), currency },
    totalMicros: money(orderTotal(order)),
    items: plan.items.map((item, place) => ({
      externalId: item.id,
      ...{ sku: item.product.sku, asin: item.product.asin, title: item.product.title },
      ...{ quantityOrdered: item.quantity, quantityShipped: shippedUnits(order, place), currency },
      itemPriceMicros: money(item.priceMinor),
      shippingPriceMicros: item.shippingMinor ? money(item.shippingMinor) : null,
      taxMicros: money(item.taxMinor),
      discountMicros: item.discountMinor ? money(item.discountMinor) : null,
    })),
  };
}

const kinds: Record<string, Fee["kind"]> = {
  Shipment: "sale",
  Refund: "refund",
  ServiceFee: "service_fee",
  Transfer: "transfer",
};

function toFee({ id, currency }: AccountNode, posting: Posting, now: number): Stringified<Fee> {
  const { releasedAt, lines, items } = posting;
  const isPaid = lines.some(({ group }) => group === "reimbursement");
  const skus = [...new Set(items.map(({ sku }) => sku))];
  return {
    accountExternalId: id,
    externalId: posting.id,
    kind: kinds[posting.type] ?? (isPaid ? "reimbursement" : "adjustment"),
    type: posting.type,
    status: releasedAt === null ? "released" : releasedAt <= now ? "deferred_released" : "deferred",
    postedAt: moment(posting.postedAt),
    orderExternalId: posting.orderId,
    sku: skus.length === 1 ? (skus[0] ?? null) : null,
    description: posting.description,
    currency,
    totalMicros: micros(totalOf(posting)),
    lines: lines.map(({ group, type, amountMinor, item }) => {
      const subject = item === null ? undefined : items[item];
      return {
        ...{ group, type, sku: subject?.sku ?? null, orderItemId: subject?.id || null },
        ...{ quantity: subject?.quantity ?? null, amountMicros: micros(amountMinor) },
      };
    }),
  };
}

const inventoryOf = ({ id, ...account }: AccountNode, now: number): Inventory[] =>
  stockOf({ id, ...account }, now).map((stock) => ({
    accountExternalId: id,
    ...{ sku: stock.product.sku, fnsku: stock.product.fnsku, asin: stock.product.asin },
    ...{ condition: "NewItem", name: stock.product.title, total: totalStock(stock) },
    ...{ fulfillable: stock.fulfillable, inboundWorking: stock.inboundWorking },
    ...{ inboundShipped: stock.inboundShipped, inboundReceiving: stock.inboundReceiving },
    ...{ reserved: reservedOf(stock), researching: stock.researching, unfulfillable: unfulfillableOf(stock) },
    updatedAt: moment(stock.updatedAt),
  }));

/**
 * What a client must hold after reading the last `days` account days: orders by their last change, transactions by
 * their posting, all stock, and the claims that are open. Of the last two minutes Amazon says nothing.
 */
export function tellTruth(sandbox: Sandbox, days: number, only: string | null): Truth {
  const now = sandbox.now();
  const told = now.getTime() - 2 * minuteMs;
  const from = (account: AccountNode) =>
    startOf(addDays(dayIn(account.timezone, now), 1 - days), account.timezone).getTime();
  return truthOf(sandbox, only, (accounts) => ({
    ...{ entities: [], metrics: [], demographics: [] },
    orders: accounts.flatMap((account) =>
      ordersChanged(sandbox, account, from(account), told).map((order) => toOrder(account, order)),
    ),
    inventory: accounts.flatMap((account) => inventoryOf(account, now.getTime())),
    fees: accounts.flatMap((account) =>
      transactionsBetween(sandbox, account, from(account), told).map((posting) =>
        toFee(account, posting, now.getTime()),
      ),
    ),
    claims: accounts.flatMap((account) => claimsOf(account, now.getTime(), days)),
  }));
}
