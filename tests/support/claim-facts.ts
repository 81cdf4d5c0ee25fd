import type { ClaimFacts } from "@/lib/domain/claims/facts";
import type { Reimbursement, StockMovement } from "@/lib/domain/warehouse";

export const emptyFacts: ClaimFacts = {
  accountExternalId: "seller",
  currency: "EUR",
  movements: [],
  reimbursements: [],
  refunds: [],
  returns: [],
  inbound: [],
  charges: [],
  estimates: [],
  soldAt: [],
};

export const movement = (change: Partial<StockMovement>): StockMovement => ({
  accountExternalId: "seller",
  externalId: "move-1",
  day: "2026-04-20",
  kind: "adjustment",
  fnsku: "X1",
  sku: "SKU-1",
  asin: null,
  referenceId: null,
  quantity: -3,
  centre: "LEJ1",
  disposition: "SELLABLE",
  reason: "M",
  reconciled: 0,
  unreconciled: null,
  ...change,
});

export const reimbursement = (change: Partial<Reimbursement>): Reimbursement => ({
  accountExternalId: "seller",
  externalId: "paid-1",
  kind: "lost_warehouse",
  type: "Lost_Warehouse",
  approvedAt: "2026-05-20T09:00:00Z",
  caseId: null,
  orderExternalId: null,
  sku: "SKU-1",
  fnsku: "X1",
  currency: "EUR",
  amountMicros: 30_000_000n,
  quantityCash: 3,
  quantityReplaced: 0,
  originalExternalId: null,
  ...change,
});

/** A listing that sells at 10 EUR and costs 3 EUR to ship. */
export const estimate = {
  accountExternalId: "seller",
  sku: "SKU-1",
  fnsku: "X1",
  asin: null,
  currency: "EUR",
  priceMicros: 10_000_000n,
  referralFeeMicros: 1_500_000n,
  fulfilmentFeeMicros: 3_000_000n,
};
