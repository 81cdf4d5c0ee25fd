import * as z from "zod";
import { ExternalId, Instant, Units, Words } from "./field";

/** Where the units of a listing are. `total` is the vendor's own figure, not our sum. */
export const stockMeasures = [
  "total",
  "fulfillable",
  "inboundWorking",
  "inboundShipped",
  "inboundReceiving",
  "reserved",
  "researching",
  "unfulfillable",
] as const;

/** Units of one listing in the marketplace's warehouses. Key: sku and fnsku. */
export const Inventory = z.object({
  accountExternalId: ExternalId,
  sku: ExternalId,
  /** The warehouse's own label; the sku where there is none. */
  fnsku: ExternalId,
  asin: ExternalId.nullable(),
  condition: Words,
  name: Words,
  total: Units,
  fulfillable: Units,
  inboundWorking: Units,
  inboundShipped: Units,
  inboundReceiving: Units,
  reserved: Units,
  researching: Units,
  unfulfillable: Units,
  /** When the vendor last saw a change; null when it does not say. */
  updatedAt: Instant.nullable(),
});
export type Inventory = z.infer<typeof Inventory>;
