import * as z from "zod";
import { ClaimKind, ClaimStatus, Evidence } from "@/lib/domain/claim";
import { Day } from "@/lib/domain/day";
import { FeeGroup, FeeKind, FeeStatus } from "@/lib/domain/fee";
import { OrderStatus } from "@/lib/domain/order";

const Instant = z.iso.datetime();
/** Decimal string in the row's currency; null: not known. */
const Money = z.string().nullable();
const count = z.number().int();

const pageQuery = {
  connectionId: z.string().optional(),
  accountId: z.string().max(512).optional(),
  sku: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  cursor: z.string().optional(),
};
const days = { from: Day.optional(), to: Day.optional() };

const owner = { connection_id: z.string(), connection_name: z.string(), account_id: z.string() };

/** Days are UTC days of the purchase. */
export const OrdersQuery = z.object({ ...pageQuery, ...days, status: OrderStatus.optional() });
export type OrdersQuery = z.infer<typeof OrdersQuery>;

export const OrderRow = z.object({
  ...owner,
  order_id: z.string(),
  status: OrderStatus,
  fulfilled_by: z.enum(["marketplace", "merchant"]),
  sales_channel: z.string(),
  purchased_at: Instant,
  updated_at: Instant,
  currency: z.string(),
  total: Money,
  items: z.array(
    z.object({
      item_id: z.string(),
      sku: z.string().nullable(),
      asin: z.string().nullable(),
      title: z.string(),
      quantity_ordered: count,
      quantity_shipped: count,
      price: Money,
      shipping: Money,
      tax: Money,
      discount: Money,
    }),
  ),
});
export type OrderRow = z.infer<typeof OrderRow>;
export const OrdersResponse = z.object({ orders: z.array(OrderRow), nextCursor: z.string().nullable() });
export type OrdersResponse = z.infer<typeof OrdersResponse>;

export const InventoryQuery = z.object({
  ...pageQuery,
  /** Of nothing left to sell, or of everything. */
  stock: z.enum(["any", "out"]).default("any"),
});
export type InventoryQuery = z.infer<typeof InventoryQuery>;

export const InventoryRow = z.object({
  ...owner,
  sku: z.string(),
  fnsku: z.string(),
  asin: z.string().nullable(),
  name: z.string(),
  condition: z.string(),
  total: count,
  fulfillable: count,
  inbound_working: count,
  inbound_shipped: count,
  inbound_receiving: count,
  reserved: count,
  researching: count,
  unfulfillable: count,
  updated_at: Instant.nullable(),
});
export type InventoryRow = z.infer<typeof InventoryRow>;
export const InventoryResponse = z.object({
  inventory: z.array(InventoryRow),
  nextCursor: z.string().nullable(),
});
export type InventoryResponse = z.infer<typeof InventoryResponse>;

/** Days are UTC days of the posting. */
export const FeesQuery = z.object({
  ...pageQuery,
  ...days,
  orderId: z.string().max(512).optional(),
  kind: FeeKind.optional(),
});
export type FeesQuery = z.infer<typeof FeesQuery>;

export const FeeRow = z.object({
  ...owner,
  transaction_id: z.string(),
  kind: FeeKind,
  type: z.string(),
  status: FeeStatus,
  posted_at: Instant,
  order_id: z.string().nullable(),
  sku: z.string().nullable(),
  description: z.string(),
  currency: z.string(),
  total: z.string(),
  lines: z.array(
    z.object({
      group: FeeGroup,
      type: z.string(),
      sku: z.string().nullable(),
      quantity: count.nullable(),
      amount: z.string(),
    }),
  ),
});
export type FeeRow = z.infer<typeof FeeRow>;
export const FeesResponse = z.object({ fees: z.array(FeeRow), nextCursor: z.string().nullable() });
export type FeesResponse = z.infer<typeof FeesResponse>;

/** Those that end first come first. */
export const ClaimsQuery = z.object({
  ...pageQuery,
  status: ClaimStatus.optional(),
  kind: ClaimKind.optional(),
  orderId: z.string().max(512).optional(),
});
export type ClaimsQuery = z.infer<typeof ClaimsQuery>;

export const ClaimRow = z.object({
  ...owner,
  claim_id: z.string(),
  kind: ClaimKind,
  rule: z.string(),
  status: ClaimStatus,
  order_id: z.string().nullable(),
  shipment_id: z.string().nullable(),
  sku: z.string().nullable(),
  fnsku: z.string().nullable(),
  quantity: count,
  currency: z.string(),
  amount: Money,
  /** Percent. */
  confidence: count,
  occurred_at: Instant,
  /** The last day on which the marketplace takes it. */
  deadline: z.string(),
  detected_at: Instant,
  evidence: z.array(Evidence.omit({ externalId: true }).extend({ id: z.string() })),
});
export type ClaimRow = z.infer<typeof ClaimRow>;
export const ClaimsResponse = z.object({ claims: z.array(ClaimRow), nextCursor: z.string().nullable() });
export type ClaimsResponse = z.infer<typeof ClaimsResponse>;

export const MarketDataset = z.enum(["orders", "inventory", "fees", "claims"]);
export type MarketDataset = z.infer<typeof MarketDataset>;

/** Filters that a data set does not know are not looked at. */
export const MarketExportQuery = z.object({
  format: z.enum(["csv", "json"]).default("csv"),
  connectionId: z.string().optional(),
  accountId: z.string().max(512).optional(),
  ...days,
  status: z.string().max(40).optional(),
});
export type MarketExportQuery = z.infer<typeof MarketExportQuery>;

export const MarketExportResponse = z.array(z.union([OrderRow, InventoryRow, FeeRow, ClaimRow]));
