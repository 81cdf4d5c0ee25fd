import * as z from "zod";
import { Day } from "./day";
import { Currency, ExternalId, Instant, Micros, SignedUnits, Units, Words } from "./field";

export const StockMovementKind = z.enum([
  "adjustment",
  "customer_return",
  "receipt",
  "shipment",
  "vendor_return",
  "transfer",
  "other",
]);
export type StockMovementKind = z.infer<typeof StockMovementKind>;

/**
 * One line of the warehouses' ledger. Vendors give it no id: `externalId` is a digest of what never changes on it
 * (day, fnsku, kind, reference, centre, disposition, reason, quantity, and an ordinal among equals).
 */
export const StockMovement = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  day: Day,
  kind: StockMovementKind,
  fnsku: ExternalId,
  sku: ExternalId.nullable(),
  asin: ExternalId.nullable(),
  /** The shipment, order or transfer it belongs to. */
  referenceId: ExternalId.nullable(),
  quantity: SignedUnits,
  centre: Words,
  /** The vendor's word, e.g. `SELLABLE`, `WAREHOUSE_DAMAGED`. */
  disposition: Words,
  /** The vendor's code of why, e.g. `M` for misplaced; empty when none. */
  reason: Words,
  /** Units of it that were found, paid or explained since; these change for weeks. */
  reconciled: Units.nullable(),
  unreconciled: Units.nullable(),
});
export type StockMovement = z.infer<typeof StockMovement>;

/** Goods a customer sent back. What the customer wrote about it is never read. */
export const CustomerReturn = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  returnedAt: Instant,
  orderExternalId: ExternalId,
  sku: ExternalId,
  fnsku: ExternalId.nullable(),
  quantity: Units,
  disposition: Words,
  reason: Words,
});
export type CustomerReturn = z.infer<typeof CustomerReturn>;

/** `reversal` takes an earlier reimbursement back. */
export const ReimbursementKind = z.enum([
  "lost_warehouse",
  "damaged_warehouse",
  "lost_inbound",
  "customer_return",
  "customer_service",
  "fee",
  "reversal",
  "other",
]);
export type ReimbursementKind = z.infer<typeof ReimbursementKind>;

/** What the marketplace paid, or took back (negative), for goods or fees. One row per reimbursement and sku. */
export const Reimbursement = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  kind: ReimbursementKind,
  /** The vendor's own reason. */
  type: Words,
  approvedAt: Instant,
  caseId: ExternalId.nullable(),
  orderExternalId: ExternalId.nullable(),
  sku: ExternalId.nullable(),
  fnsku: ExternalId.nullable(),
  currency: Currency,
  amountMicros: Micros,
  /** Units paid in money, and units replaced by others. */
  quantityCash: Units,
  quantityReplaced: Units,
  /** The `externalId` of the reimbursement a reversal takes back. */
  originalExternalId: ExternalId.nullable(),
});
export type Reimbursement = z.infer<typeof Reimbursement>;

export const InboundStatus = z.enum(["working", "shipped", "receiving", "closed", "cancelled", "other"]);
export type InboundStatus = z.infer<typeof InboundStatus>;

/** One sku of a shipment to the marketplace's warehouses. Key: shipment and sku. */
export const InboundItem = z.object({
  accountExternalId: ExternalId,
  shipmentId: ExternalId,
  sku: ExternalId,
  fnsku: ExternalId.nullable(),
  status: InboundStatus,
  quantityShipped: Units,
  quantityReceived: Units,
  /** When the vendor closed the shipment; null when it is not closed or does not say. */
  closedAt: Instant.nullable(),
});
export type InboundItem = z.infer<typeof InboundItem>;
