import * as z from "zod";
import { Currency, ExternalId, Instant, Micros, Units, Words } from "./field";

/** `other` is a word of the vendor we do not know yet; an order is never refused for it. */
export const OrderStatus = z.enum([
  "pending",
  "unshipped",
  "partially_shipped",
  "shipped",
  "cancelled",
  "unfulfillable",
  "other",
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** One line of an order. Money is of the whole line, not of a unit; null until the vendor knows it. */
export const OrderItem = z.object({
  externalId: ExternalId,
  sku: ExternalId.nullable(),
  asin: ExternalId.nullable(),
  title: Words,
  quantityOrdered: Units,
  quantityShipped: Units,
  currency: Currency,
  itemPriceMicros: Micros.nullable(),
  shippingPriceMicros: Micros.nullable(),
  taxMicros: Micros.nullable(),
  /** Positive: what the buyer did not have to pay. */
  discountMicros: Micros.nullable(),
});
export type OrderItem = z.infer<typeof OrderItem>;

/** An order with all its items. Holds nothing about who bought: no name, address, mail or message ever. */
export const Order = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  status: OrderStatus,
  /** Who ships: the marketplace from its own warehouses, or the merchant. */
  fulfilledBy: z.enum(["marketplace", "merchant"]),
  salesChannel: Words,
  purchasedAt: Instant,
  updatedAt: Instant,
  currency: Currency,
  /** What the buyer pays in all; null while the order is pending. */
  totalMicros: Micros.nullable(),
  items: z.array(OrderItem),
});
export type Order = z.infer<typeof Order>;
