import type { FeeGroup, FeeKind } from "@/lib/domain/fee";

/** Amazon's spellings differ between its APIs (`OurPricePrincipal`, `Principal`) and over time; whole words decide. */
const groups: [RegExp, FeeGroup][] = [
  [/^(Commission|ReferralFee|RefundCommission)$/i, "referral_fee"],
  [/^FBA(PerUnitFulfillment|PerOrderFulfillment|WeightBased)Fee$/i, "fulfilment_fee"],
  [/reimbursement|WAREHOUSE_|MISSING_FROM_INBOUND|CLAWBACK|_LOST|SAFET/i, "reimbursement"],
  [/promo|coupon|discount|rebate/i, "promotion"],
  [/tax|vat|gst|TDS/i, "tax"],
  [/shipping|gift ?wrap|delivery/i, "shipping"],
  [/fee|commission|storage|subscription|advertising|removal|disposal|chargeback$/i, "fee"],
  [/principal|^Sales$|ProductCharges/i, "revenue"],
];

const parents: Record<string, FeeGroup> = {
  AmazonFees: "fee",
  Expenses: "fee",
  ProductCharges: "revenue",
  Sales: "revenue",
  Shipping: "shipping",
  Promotions: "promotion",
  Tax: "tax",
};

/** What an amount of this name is for; the names above it decide where its own says nothing. Unknown words are `other`. */
export function groupOf(type: string, above: string[] = []): FeeGroup {
  const own = groups.find(([pattern]) => pattern.test(type))?.[1];
  if (own) return own;
  for (const parent of above.toReversed()) {
    const group = parents[parent] ?? groups.find(([pattern]) => pattern.test(parent))?.[1];
    if (group) return group;
  }
  return "other";
}

const kinds: [RegExp, FeeKind][] = [
  [/^shipment/i, "sale"],
  [/refund|guarantee|chargeback/i, "refund"],
  [/reimbursement|liquidation|SAFET|WAREHOUSE_|MISSING_FROM_INBOUND|CLAWBACK|_LOST/i, "reimbursement"],
  [/ads|advertising/i, "advertising"],
  [/transfer|disbursement|debt|loan/i, "transfer"],
  [/adjustment|retrocharge/i, "adjustment"],
  [/fee|subscription|storage|coupon|deal|service/i, "service_fee"],
];

/** The kind of a transaction. An adjustment is told apart by what it adjusts. */
export function kindOf(type: string, about: string): FeeKind {
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
  if (kind !== "adjustment" && kind !== "other") return kind;
  const told = kinds.find(([pattern]) => pattern.test(about))?.[1];
  return told === "reimbursement" ? told : kind;
}
