import type { AccountNode } from "./accounts";
import type { ItemPlan } from "./order-plans";
import { type OrderNow, shippedUnits } from "./order-state";
import { iso } from "./sandbox";

export const amount = (minor: number): string => (minor / 100).toFixed(2);
const money = (currencyCode: string, minor: number) => ({ amount: amount(minor), currencyCode });

/** What the buyer pays for an item in all. */
const itemTotal = ({ priceMinor, shippingMinor, taxMinor, discountMinor }: ItemPlan): number =>
  priceMinor + shippingMinor + taxMinor - discountMinor;
export const orderTotal = ({ plan }: OrderNow): number =>
  plan.items.reduce((sum, item) => sum + itemTotal(item), 0);

function wireItem(account: AccountNode, order: OrderNow, place: number, included: Set<string>) {
  const item = order.plan.items[place];
  if (!item) throw new Error("no such item");
  const { currency } = account;
  const part = (type: string, minor: number) => ({ type, subtotal: money(currency, minor) });
  const isPriced = order.status !== "PENDING" && order.status !== "CANCELLED";
  const fulfilled = shippedUnits(order, place);
  return {
    orderItemId: item.id,
    quantityOrdered: item.quantity,
    product: {
      ...{ asin: item.product.asin, title: item.product.title, sellerSku: item.product.sku },
      condition: { conditionType: "NEW", conditionSubtype: "NEW" },
      ...(isPriced && { price: { unitPrice: money(currency, item.product.priceMinor) } }),
    },
    ...(included.has("PROCEEDS") &&
      isPriced && {
        proceeds: {
          proceedsTotal: money(currency, itemTotal(item)),
          breakdowns: [
            part("ITEM", item.priceMinor),
            ...(item.shippingMinor ? [part("SHIPPING", item.shippingMinor)] : []),
            part("TAX", item.taxMinor),
            ...(item.discountMinor ? [part("DISCOUNT", -item.discountMinor)] : []),
          ],
        },
      }),
    ...(included.has("PROMOTION") &&
      item.discountMinor > 0 && { promotion: { breakdowns: [{ promotionId: "SAVE-10" }] } }),
    ...(included.has("FULFILLMENT") && {
      fulfillment: { quantityFulfilled: fulfilled, quantityUnfulfilled: item.quantity - fulfilled },
    }),
  };
}

const person = {
  buyer: { buyerName: "Alex Example", buyerEmail: "buyer@marketplace.example" },
  recipient: { deliveryAddress: { name: "Alex Example", city: "Springfield", countryCode: "US" } },
};

/** An order as version 2026-01-01 tells it. People appear only where they are asked about. */
export function wireOrder(account: AccountNode, order: OrderNow, included: Set<string>) {
  const { plan, status, updatedAt } = order;
  const isPriced = status !== "PENDING" && status !== "CANCELLED";
  return {
    orderId: plan.id,
    createdTime: iso(plan.purchasedAt),
    lastUpdatedTime: iso(updatedAt),
    programs: plan.isAmazon ? ["PRIME"] : [],
    salesChannel: {
      channelName: "AMAZON",
      marketplaceId: account.marketplace.id,
      marketplaceName: account.shop,
    },
    ...(included.has("BUYER") && { buyer: person.buyer }),
    ...(included.has("RECIPIENT") && { recipient: person.recipient }),
    ...(included.has("PROCEEDS") &&
      isPriced && { proceeds: { grandTotal: money(account.currency, orderTotal(order)) } }),
    ...(included.has("FULFILLMENT") && {
      fulfillment: {
        fulfillmentStatus: status,
        fulfilledBy: plan.isAmazon ? "AMAZON" : "MERCHANT",
        fulfillmentServiceLevel: "STANDARD",
      },
    }),
    orderItems: plan.items.map((_, place) => wireItem(account, order, place, included)),
  };
}

const statusesV0 = {
  PENDING: "Pending",
  UNSHIPPED: "Unshipped",
  PARTIALLY_SHIPPED: "PartiallyShipped",
  SHIPPED: "Shipped",
  CANCELLED: "Canceled",
} as const;
const moneyV0 = (CurrencyCode: string, minor: number) => ({ CurrencyCode, Amount: amount(minor) });

/** The same order as v0 tells it: without its items. */
export function wireOrderV0(account: AccountNode, order: OrderNow) {
  const { plan, status, updatedAt } = order;
  const units = plan.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const sent = plan.items.reduce((sum, _, place) => sum + shippedUnits(order, place), 0);
  const isPriced = status !== "PENDING" && status !== "CANCELLED";
  return {
    AmazonOrderId: plan.id,
    PurchaseDate: iso(plan.purchasedAt),
    LastUpdateDate: iso(updatedAt),
    OrderStatus: statusesV0[status],
    FulfillmentChannel: plan.isAmazon ? "AFN" : "MFN",
    SalesChannel: account.shop,
    ...(isPriced && { OrderTotal: moneyV0(account.currency, orderTotal(order)) }),
    NumberOfItemsShipped: sent,
    NumberOfItemsUnshipped: status === "CANCELLED" ? 0 : units - sent,
    PaymentMethod: "Other",
    MarketplaceId: account.marketplace.id,
    OrderType: "StandardOrder",
    IsBusinessOrder: false,
    IsPrime: plan.isAmazon,
  };
}

export const wireItemsV0 = (account: AccountNode, order: OrderNow) =>
  order.plan.items.map((item, place) => {
    const isPriced = order.status !== "PENDING" && order.status !== "CANCELLED";
    const of = (minor: number) => moneyV0(account.currency, minor);
    return {
      ASIN: item.product.asin,
      SellerSKU: item.product.sku,
      OrderItemId: item.id,
      Title: item.product.title,
      QuantityOrdered: item.quantity,
      QuantityShipped: shippedUnits(order, place),
      ...(isPriced && { ItemPrice: of(item.priceMinor), ItemTax: of(item.taxMinor) }),
      ...(isPriced && item.shippingMinor && { ShippingPrice: of(item.shippingMinor) }),
      ...(isPriced && item.discountMinor && { PromotionDiscount: of(item.discountMinor) }),
      IsGift: "false",
      ConditionId: "New",
    };
  });
