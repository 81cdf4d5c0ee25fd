import * as z from "zod";
import { Evidence } from "@/lib/domain/claim";
import { ClaimRow, FeeRow, InventoryRow, OrderRow } from "./marketplace";

const owner = { connection_id: true, connection_name: true, account_id: true } as const;

export const SnapshotOrder = z.strictObject(OrderRow.omit(owner).shape);
export const SnapshotInventory = z.strictObject(InventoryRow.omit(owner).shape);
export const SnapshotFee = z.strictObject(FeeRow.omit(owner).shape);
export const SnapshotClaim = z.strictObject(
  ClaimRow.omit({ ...owner, detected_at: true }).extend({ evidence: z.array(Evidence) }).shape,
);

/** A marketplace's lists, in the order they are written. */
export const snapshotMarketSections = {
  orders: SnapshotOrder,
  inventory: SnapshotInventory,
  fees: SnapshotFee,
  claims: SnapshotClaim,
} as const;
export type MarketSection = keyof typeof snapshotMarketSections;
export const marketSectionNames = Object.keys(snapshotMarketSections) as MarketSection[];
