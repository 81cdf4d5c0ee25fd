import * as z from "zod";
import { blankAsMissing, Count, Id, Moment, Rows } from "./schema-values";

const text = blankAsMissing(z.string());
const quantity = Count.nullish().transform((value) => value ?? 0);
const token = blankAsMissing(z.string());

export const InventorySummary = z.object({
  sellerSku: Id,
  fnSku: text,
  asin: text,
  condition: text,
  productName: text,
  totalQuantity: quantity,
  lastUpdatedTime: blankAsMissing(Moment),
  inventoryDetails: z
    .object({
      fulfillableQuantity: quantity,
      inboundWorkingQuantity: quantity,
      inboundShippedQuantity: quantity,
      inboundReceivingQuantity: quantity,
      reservedQuantity: z.object({ totalReservedQuantity: quantity }).nullish(),
      researchingQuantity: z.object({ totalResearchingQuantity: quantity }).nullish(),
      unfulfillableQuantity: z.object({ totalUnfulfillableQuantity: quantity }).nullish(),
    })
    .nullish(),
});
export type InventorySummary = z.infer<typeof InventorySummary>;

/** Every status a shipment can be asked for by. https://developer-docs.amazon.com/sp-api/docs/fulfillment-inbound-api-v0-reference */
export const shipmentStatuses = [
  ...["WORKING", "READY_TO_SHIP", "SHIPPED", "RECEIVING", "CANCELLED", "DELETED"],
  ...["CLOSED", "ERROR", "IN_TRANSIT", "DELIVERED", "CHECKED_IN"],
] as const;

/** Addresses are in these answers as well; they are not read. */
export const ShipmentsAnswer = z.object({ payload: z.object({ ShipmentData: Rows, NextToken: token }) });
export const Shipment = z.object({ ShipmentId: Id, ShipmentStatus: text, ShipmentName: text });
export type Shipment = z.infer<typeof Shipment>;

export const ShipmentItemsAnswer = z.object({ payload: z.object({ ItemData: Rows, NextToken: token }) });
export const ShipmentItem = z.object({
  ShipmentId: Id,
  SellerSKU: Id,
  FulfillmentNetworkSKU: text,
  QuantityShipped: Count,
  QuantityReceived: quantity,
});
export type ShipmentItem = z.infer<typeof ShipmentItem>;
