import { feeEstimates as feeEstimatesTable, fees as feesTable } from "@/drizzle/schema";
import { Fee, FeeEstimate } from "@/lib/domain/fee";
import { storableJson } from "../write-entities";
import { keyed } from "./keyed";
import type { StreamKind } from "./kind";

/** Transactions never vanish: what was posted stays, and a later one takes it back. */
export const fees = keyed({
  schema: Fee,
  table: feesTable,
  keys: ["externalId"],
  compared: [
    "kind",
    "type",
    "status",
    "postedAt",
    "orderExternalId",
    "sku",
    "description",
    "currency",
    "totalMicros",
    "lines",
  ],
  toRow: (row) => ({ ...row, lines: storableJson(row.lines) }),
});

/** The last word on a listing is kept when it is no longer sold: it still values what was lost. */
export const feeEstimates: StreamKind<FeeEstimate> = {
  ...keyed({
    schema: FeeEstimate,
    table: feeEstimatesTable,
    keys: ["sku"],
    compared: ["fnsku", "asin", "currency", "priceMicros", "referralFeeMicros", "fulfilmentFeeMicros"],
    toRow: (row) => row,
  }),
  isListing: true,
};
