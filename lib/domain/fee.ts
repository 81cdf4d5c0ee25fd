import * as z from "zod";
import { Currency, ExternalId, Instant, Micros, Units, Words } from "./field";

export const FeeKind = z.enum([
  "sale",
  "refund",
  "service_fee",
  "adjustment",
  "reimbursement",
  "advertising",
  "transfer",
  "other",
]);
export type FeeKind = z.infer<typeof FeeKind>;

/**
 * `deferred_released`: a deferred transaction whose release is a transaction of its own. It is kept and never counted
 * in a sum, else its money would count twice.
 */
export const FeeStatus = z.enum(["deferred", "deferred_released", "released"]);
export type FeeStatus = z.infer<typeof FeeStatus>;

/**
 * What an amount is for. `referral_fee` and `fulfilment_fee` are those charged per unit sold, which `FeeEstimate` tells
 * in advance; every other fee is `fee`. `revenue` is the price of the goods alone: shipping and gift wrap are `shipping`.
 */
export const FeeGroup = z.enum([
  "revenue",
  "shipping",
  "referral_fee",
  "fulfilment_fee",
  "fee",
  "promotion",
  "tax",
  "reimbursement",
  "other",
]);
export type FeeGroup = z.infer<typeof FeeGroup>;

/** One leaf of a transaction's breakdown. Signed as for the seller: a fee is negative, its refund positive. */
export const FeeLine = z.object({
  group: FeeGroup,
  /** The vendor's own name, e.g. `FBAPerUnitFulfillmentFee`. */
  type: Words,
  sku: ExternalId.nullable(),
  orderItemId: ExternalId.nullable(),
  /** Units of the sku that the transaction is about; null when the vendor does not say. */
  quantity: Units.nullable(),
  amountMicros: Micros,
});
export type FeeLine = z.infer<typeof FeeLine>;

/**
 * A financial transaction with its breakdown; all of one currency. `externalId` is the vendor's, or a digest of what
 * identifies the event where it has none. Lines sum to `totalMicros`.
 */
export const Fee = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  kind: FeeKind,
  /** The vendor's own name of the kind. */
  type: Words,
  status: FeeStatus,
  postedAt: Instant,
  orderExternalId: ExternalId.nullable(),
  /** The one sku it is about; null when none or several (see the lines). */
  sku: ExternalId.nullable(),
  description: Words,
  currency: Currency,
  totalMicros: Micros,
  lines: z.array(FeeLine),
});
export type Fee = z.infer<typeof Fee>;

/** What the vendor says a unit sells for and is charged: values a claim, and shows a fee that is too high. Key: sku. */
export const FeeEstimate = z.object({
  accountExternalId: ExternalId,
  sku: ExternalId,
  fnsku: ExternalId.nullable(),
  asin: ExternalId.nullable(),
  currency: Currency,
  priceMicros: Micros.nullable(),
  /** Positive: what is to be expected per unit. */
  referralFeeMicros: Micros.nullable(),
  fulfilmentFeeMicros: Micros.nullable(),
});
export type FeeEstimate = z.infer<typeof FeeEstimate>;
