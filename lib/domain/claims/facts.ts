import type { Claim, ClaimKind, Evidence } from "../claim";
import type { ClaimSettings } from "../claim-settings";
import type { Day } from "../day";
import type { FeeEstimate } from "../fee";
import type { MarketStream } from "../stream";
import type { CustomerReturn, InboundItem, Reimbursement, StockMovement } from "../warehouse";

/** A refund of one sku of one order. `revenueMicros` is positive: what was paid back for the goods alone. */
export type RefundFact = {
  externalId: string;
  orderExternalId: string;
  sku: string;
  quantity: number;
  revenueMicros: bigint;
  currency: string;
  postedAt: string;
  /** Null when the order is older than what is stored. */
  fulfilledBy: "marketplace" | "merchant" | null;
};

export type Charge = { feeExternalId: string; amountMicros: bigint; units: number; postedAt: string };

/** What one sku of one order was charged under one name. `netMicros` is positive, after what was given back. */
export type ChargeFact = {
  orderExternalId: string;
  sku: string;
  group: "referral_fee" | "fulfilment_fee";
  type: string;
  currency: string;
  charges: Charge[];
  netMicros: bigint;
  /** Null when the order is older than what is stored. */
  unitsOrdered: number | null;
};

export type UnitValue = { micros: bigint; currency: string; isEstimated: boolean };

/** What is stored of one account, as far as a rule may look at it. */
export type ClaimFacts = {
  accountExternalId: string;
  currency: string;
  /** Adjustments alone, oldest first. */
  movements: StockMovement[];
  /** `isShared`: another account tells of it as well, and claims what there is to claim about it. */
  reimbursements: (Reimbursement & { isShared?: boolean })[];
  refunds: RefundFact[];
  returns: Pick<CustomerReturn, "externalId" | "orderExternalId" | "sku" | "quantity" | "returnedAt">[];
  /** Of closed shipments; `closedAt` is the vendor's word, the last receipt or when we first saw it closed. */
  inbound: (InboundItem & { closedAt: string })[];
  charges: ChargeFact[];
  estimates: FeeEstimate[];
  /** Average price of a unit sold, by sku: what a unit is worth where no estimate says so. */
  soldAt: { sku: string; currency: string; micros: bigint }[];
};

/** What a rule finds, before its deadline and status are worked out. */
export type Finding = Pick<Claim, "quantity" | "currency" | "amountMicros" | "confidence" | "occurredAt"> & {
  /** What the claim is about, among all of its rule. */
  subject: string;
  orderExternalId?: string | null;
  shipmentId?: string | null;
  sku: string | null;
  fnsku?: string | null;
  evidence: Evidence[];
};

export type ClaimRule = {
  id: string;
  kind: ClaimKind;
  /** Streams without which the rule would see claims where there are none. */
  needs: readonly MarketStream[];
  window: (settings: ClaimSettings) => { fromDays: number; untilDays: number };
  find: (facts: ClaimFacts, settings: ClaimSettings, today: Day) => Finding[];
};
