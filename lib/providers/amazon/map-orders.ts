import type { Order, OrderItem, OrderStatus } from "@/lib/domain/order";
import type { OrderItemV0, OrderV0, WireItem, WireOrder } from "./schema-orders";
import type { Money } from "./schema-values";

type Owner = { accountExternalId: string; currency: string };

const statuses: Record<string, OrderStatus> = {
  PENDING_AVAILABILITY: "pending",
  PENDING: "pending",
  UNSHIPPED: "unshipped",
  PARTIALLY_SHIPPED: "partially_shipped",
  SHIPPED: "shipped",
  CANCELLED: "cancelled",
  UNFULFILLABLE: "unfulfillable",
};
const statusesV0: Record<string, OrderStatus> = {
  PendingAvailability: "pending",
  Pending: "pending",
  Unshipped: "unshipped",
  InvoiceUnconfirmed: "unshipped",
  PartiallyShipped: "partially_shipped",
  Shipped: "shipped",
  Canceled: "cancelled",
  Unfulfillable: "unfulfillable",
};

const absolute = (micros: bigint) => (micros < 0n ? -micros : micros);
const sum = (amounts: bigint[]) => (amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0n) : null);

function toItem(owner: Owner, item: WireItem): OrderItem {
  const breakdowns = item.proceeds?.breakdowns ?? [];
  const of = (type: string) =>
    sum(breakdowns.filter((part) => part.type === type).map(({ subtotal }) => subtotal.micros));
  const unit = item.product.price?.unitPrice;
  const discount = of("DISCOUNT");
  return {
    externalId: item.orderItemId,
    sku: item.product.sellerSku ?? null,
    asin: item.product.asin ?? null,
    title: item.product.title ?? "",
    quantityOrdered: item.quantityOrdered,
    quantityShipped: item.fulfillment?.quantityFulfilled ?? 0,
    currency: breakdowns[0]?.subtotal.currency ?? unit?.currency ?? owner.currency,
    itemPriceMicros: of("ITEM") ?? (unit ? unit.micros * BigInt(item.quantityOrdered) : null),
    shippingPriceMicros: of("SHIPPING"),
    taxMicros: of("TAX"),
    discountMicros: discount === null ? null : absolute(discount),
  };
}

export function toOrder(owner: Owner, order: WireOrder): Order {
  const total = order.proceeds?.grandTotal;
  const items = order.orderItems.map((item) =>
    toItem({ ...owner, currency: total?.currency ?? owner.currency }, item),
  );
  return {
    accountExternalId: owner.accountExternalId,
    externalId: order.orderId,
    status: statuses[order.fulfillment?.fulfillmentStatus ?? ""] ?? "other",
    fulfilledBy: order.fulfillment?.fulfilledBy === "AMAZON" ? "marketplace" : "merchant",
    salesChannel: order.salesChannel.marketplaceName ?? order.salesChannel.channelName ?? "",
    purchasedAt: order.createdTime,
    updatedAt: order.lastUpdatedTime,
    currency: total?.currency ?? items[0]?.currency ?? owner.currency,
    totalMicros: total?.micros ?? null,
    items,
  };
}

const added = (...amounts: (Money | null | undefined)[]) =>
  sum(amounts.flatMap((money) => (money ? [money.micros] : [])));

const toItemV0 = ({ currency }: Owner, item: OrderItemV0): OrderItem => ({
  externalId: item.OrderItemId,
  sku: item.SellerSKU ?? null,
  asin: item.ASIN ?? null,
  title: item.Title ?? "",
  quantityOrdered: item.QuantityOrdered,
  quantityShipped: item.QuantityShipped ?? 0,
  currency: item.ItemPrice?.currency ?? currency,
  itemPriceMicros: added(item.ItemPrice),
  shippingPriceMicros: added(item.ShippingPrice),
  taxMicros: added(item.ItemTax, item.ShippingTax),
  discountMicros: added(item.PromotionDiscount, item.ShippingDiscount),
});

export function toOrderV0(owner: Owner, order: OrderV0, items: OrderItemV0[]): Order {
  const currency = order.OrderTotal?.currency ?? owner.currency;
  return {
    accountExternalId: owner.accountExternalId,
    externalId: order.AmazonOrderId,
    status: statusesV0[order.OrderStatus] ?? "other",
    fulfilledBy: order.FulfillmentChannel === "AFN" ? "marketplace" : "merchant",
    salesChannel: order.SalesChannel ?? "",
    purchasedAt: order.PurchaseDate,
    updatedAt: order.LastUpdateDate,
    currency,
    totalMicros: order.OrderTotal?.micros ?? null,
    items: items.map((item) => toItemV0({ ...owner, currency }, item)),
  };
}
