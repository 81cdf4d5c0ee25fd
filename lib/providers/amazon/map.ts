import type { Account } from "@/lib/domain/entity";
import type { Inventory } from "@/lib/domain/inventory";
import type { InboundItem, InboundStatus } from "@/lib/domain/warehouse";
import { accountIdOf } from "./account";
import { findMarketplace } from "./marketplaces";
import type { Participation } from "./schema";
import type { InventorySummary, Shipment, ShipmentItem } from "./schema-stock";

/** A marketplace the seller takes part in, or null for one whose calendar we do not know. */
export function toAccount(
  sellerId: string,
  { marketplace, participation, storeName }: Participation,
): Account | null {
  const known = findMarketplace(marketplace.id);
  if (!known) return null;
  return {
    externalId: accountIdOf(sellerId, marketplace.id),
    name: storeName ? `${storeName} · ${marketplace.name}` : marketplace.name,
    currency: marketplace.defaultCurrencyCode,
    timezone: known.timezone,
    status: participation.isParticipating ? "active" : "disabled",
  };
}

export function toInventory(accountExternalId: string, row: InventorySummary): Inventory {
  const details = row.inventoryDetails;
  return {
    accountExternalId,
    sku: row.sellerSku,
    fnsku: row.fnSku ?? row.sellerSku,
    asin: row.asin ?? null,
    condition: row.condition ?? "",
    name: row.productName ?? row.sellerSku,
    total: row.totalQuantity,
    fulfillable: details?.fulfillableQuantity ?? 0,
    inboundWorking: details?.inboundWorkingQuantity ?? 0,
    inboundShipped: details?.inboundShippedQuantity ?? 0,
    inboundReceiving: details?.inboundReceivingQuantity ?? 0,
    reserved: details?.reservedQuantity?.totalReservedQuantity ?? 0,
    researching: details?.researchingQuantity?.totalResearchingQuantity ?? 0,
    unfulfillable: details?.unfulfillableQuantity?.totalUnfulfillableQuantity ?? 0,
    updatedAt: row.lastUpdatedTime ?? null,
  };
}

const inboundStatuses: Record<string, InboundStatus> = {
  WORKING: "working",
  READY_TO_SHIP: "working",
  SHIPPED: "shipped",
  IN_TRANSIT: "shipped",
  DELIVERED: "shipped",
  CHECKED_IN: "receiving",
  RECEIVING: "receiving",
  CLOSED: "closed",
  CANCELLED: "cancelled",
  DELETED: "cancelled",
  ERROR: "other",
};

/** One sku of a shipment; `changedBy` is the end of the month of its last change, null while that is not over. */
export function toInboundItem(
  accountExternalId: string,
  shipment: Shipment,
  item: ShipmentItem,
  changedBy: number | null,
): InboundItem {
  const status = inboundStatuses[shipment.ShipmentStatus ?? ""] ?? "other";
  return {
    accountExternalId,
    shipmentId: shipment.ShipmentId,
    sku: item.SellerSKU,
    fnsku: item.FulfillmentNetworkSKU ?? null,
    status,
    quantityShipped: item.QuantityShipped,
    quantityReceived: item.QuantityReceived,
    closedAt: status === "closed" && changedBy !== null ? new Date(changedBy).toISOString() : null,
  };
}
