import * as z from "zod";
import { Day } from "./day";
import { Currency, ExternalId, Instant, Micros, Units } from "./field";
import { MarketStream } from "./stream";

export const ClaimKind = z.enum([
  "lost_in_warehouse",
  "damaged_in_warehouse",
  "refund_without_return",
  "inbound_shortage",
  "fee_overcharge",
  "reimbursement_shortfall",
  "reimbursement_reversal",
]);
export type ClaimKind = z.infer<typeof ClaimKind>;

/** `expired`: the vendor no longer takes it. `resolved`: its evidence is gone, or it was paid. */
export const ClaimStatus = z.enum(["open", "expired", "resolved"]);
export type ClaimStatus = z.infer<typeof ClaimStatus>;

/** One stored row that speaks for a claim, and what it says. */
export const Evidence = z.object({
  stream: MarketStream,
  externalId: z.string(),
  /** ISO day or instant. */
  at: z.string().nullable(),
  says: z.string().max(300),
});
export type Evidence = z.infer<typeof Evidence>;

/**
 * A discrepancy the seller can claim. `externalId` is made of what the claim is about (rule and subject), so that
 * detecting it again finds it instead of adding another. No vendor has claims to read: rules derive them.
 */
export const Claim = z.object({
  accountExternalId: ExternalId,
  externalId: ExternalId,
  kind: ClaimKind,
  /** The rule that found it, e.g. `lost-unreconciled`. */
  rule: z.string(),
  orderExternalId: ExternalId.nullable(),
  shipmentId: ExternalId.nullable(),
  sku: ExternalId.nullable(),
  fnsku: ExternalId.nullable(),
  quantity: Units,
  currency: Currency,
  /** What is missing, positive; null while nothing tells what a unit is worth. */
  amountMicros: Micros.nullable(),
  /** Percent: how sure the rule is; estimated values lower it. */
  confidence: z.int().min(0).max(100),
  occurredAt: Instant,
  /** The last day on which the vendor takes the claim. */
  deadline: Day,
  status: ClaimStatus,
  evidence: z.array(Evidence).min(1),
});
export type Claim = z.infer<typeof Claim>;
