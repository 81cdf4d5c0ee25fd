import * as z from "zod";
import { blankAsMissing, Count, Id, Moment, Money, MoneyV0, Rows } from "./schema-values";

const text = blankAsMissing(z.string());
const token = blankAsMissing(z.string());

/** Buyer, recipient, payment and tax registrations are neither asked for nor read: what is not named here is dropped. */
export const SearchOrdersAnswer = z.object({
  orders: Rows,
  pagination: z.object({ nextToken: token }).nullish(),
});

const Breakdown = z.object({ type: z.string(), subtotal: Money });

export const WireItem = z.object({
  orderItemId: Id,
  quantityOrdered: Count,
  product: z.object({
    asin: text,
    title: text,
    sellerSku: text,
    price: z.object({ unitPrice: Money.optional() }).nullish(),
  }),
  proceeds: z.object({ breakdowns: z.array(Breakdown).nullish() }).nullish(),
  fulfillment: z.object({ quantityFulfilled: Count.nullish() }).nullish(),
});
export type WireItem = z.infer<typeof WireItem>;

export const WireOrder = z.object({
  orderId: Id,
  createdTime: Moment,
  lastUpdatedTime: Moment,
  salesChannel: z.object({ channelName: text, marketplaceId: text, marketplaceName: text }),
  proceeds: z.object({ grandTotal: Money.nullish() }).nullish(),
  fulfillment: z.object({ fulfillmentStatus: text, fulfilledBy: text }).nullish(),
  orderItems: z.array(WireItem),
});
export type WireOrder = z.infer<typeof WireOrder>;

export const OrdersV0Answer = z.object({ payload: z.object({ Orders: Rows, NextToken: token }) });

export const OrderV0 = z.object({
  AmazonOrderId: Id,
  PurchaseDate: Moment,
  LastUpdateDate: Moment,
  OrderStatus: z.string(),
  FulfillmentChannel: text,
  SalesChannel: text,
  MarketplaceId: text,
  OrderTotal: MoneyV0.nullish(),
});
export type OrderV0 = z.infer<typeof OrderV0>;

export const OrderItemsV0Answer = z.object({
  payload: z.object({ AmazonOrderId: text, OrderItems: Rows, NextToken: token }),
});

export const OrderItemV0 = z.object({
  OrderItemId: Id,
  ASIN: text,
  SellerSKU: text,
  Title: text,
  QuantityOrdered: Count,
  QuantityShipped: Count.nullish(),
  ItemPrice: MoneyV0.nullish(),
  ShippingPrice: MoneyV0.nullish(),
  ItemTax: MoneyV0.nullish(),
  ShippingTax: MoneyV0.nullish(),
  PromotionDiscount: MoneyV0.nullish(),
  ShippingDiscount: MoneyV0.nullish(),
});
export type OrderItemV0 = z.infer<typeof OrderItemV0>;
