import { addDays } from "../day";
import { fromMicros } from "../money";
import type { Reimbursement } from "../warehouse";
import type { ClaimFacts, ClaimRule, Finding } from "./facts";
import { createValuer } from "./unit-value";

/** A found unit may be booked some days after its reimbursement was taken back. */
const bookingDays = 7;

const toFinding = (
  row: Reimbursement,
  found: { amountMicros: bigint; quantity: number; confidence: number; says: string },
): Finding => ({
  subject: row.externalId,
  orderExternalId: row.orderExternalId,
  sku: row.sku,
  fnsku: row.fnsku,
  quantity: found.quantity,
  currency: row.currency,
  amountMicros: found.amountMicros,
  confidence: found.confidence,
  occurredAt: row.approvedAt,
  evidence: [{ stream: "reimbursements", externalId: row.externalId, at: row.approvedAt, says: found.says }],
});

/**
 * Less was paid for goods a customer kept than they sell for. Units that were replaced by others are paid in full. What
 * is lost or damaged before it is ordered is paid at its cost since 2025-03-31, which nobody tells us: of that too little
 * is never known. https://sellercentral.amazon.com/help/hub/reference/external/G200213130
 */
export const reimbursementShortfall: ClaimRule = {
  id: "reimbursement-shortfall",
  kind: "reimbursement_shortfall",
  needs: ["reimbursements", "fee_estimates"],
  window: ({ reimbursementShortfall: { window } }) => window,
  find: (facts, settings) => {
    const worthOf = createValuer(facts);
    const { paidBelowPercent } = settings.reimbursementShortfall;
    return facts.reimbursements.flatMap((row) => {
      const value = worthOf(row.sku, row.fnsku);
      if (row.isShared || row.kind !== "customer_return" || row.quantityCash < 1 || row.amountMicros <= 0n)
        return [];
      if (!value || value.currency !== row.currency) return [];
      const worth = (value.micros * BigInt(row.quantityCash) * BigInt(settings.unitValuePercent)) / 100n;
      if (row.amountMicros * 100n >= worth * BigInt(paidBelowPercent)) return [];
      const says = `${fromMicros(row.amountMicros)} ${row.currency} paid for ${row.quantityCash}, worth ${fromMicros(worth)}`;
      const confidence = value.isEstimated ? 45 : 60;
      const amountMicros = worth - row.amountMicros;
      return [toFinding(row, { amountMicros, quantity: row.quantityCash, confidence, says })];
    });
  },
};

const isSameGoods = (a: Reimbursement, b: Reimbursement) =>
  a.fnsku !== null && b.fnsku !== null ? a.fnsku === b.fnsku : a.sku !== null && a.sku === b.sku;

function wasFound(facts: ClaimFacts, reversal: Reimbursement, units: number, reasons: string[]): boolean {
  const original = facts.reimbursements.find(({ externalId }) => externalId === reversal.originalExternalId);
  const from = (original?.approvedAt ?? "").slice(0, 10);
  const until = addDays(reversal.approvedAt.slice(0, 10), bookingDays);
  const found = facts.movements
    .filter(
      ({ fnsku, quantity, reason }) => fnsku === reversal.fnsku && quantity > 0 && reasons.includes(reason),
    )
    .filter(({ day }) => day >= from && day <= until)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return found >= units;
}

/** A payment was taken back, though the goods did not turn up and it was not paid again. */
export const reimbursementReversal: ClaimRule = {
  id: "reimbursement-reversal",
  kind: "reimbursement_reversal",
  needs: ["reimbursements", "stock_movements"],
  window: ({ reimbursementReversal: { window } }) => window,
  find: (facts, settings) => {
    const again = new Set<string>();
    return facts.reimbursements.flatMap((row) => {
      if (row.isShared || row.kind !== "reversal" || row.amountMicros >= 0n) return [];
      const units = Math.max(1, row.quantityCash + row.quantityReplaced);
      if (wasFound(facts, row, units, settings.lost.foundReasons)) return [];
      const repaid = facts.reimbursements.find(
        (other) =>
          other.kind !== "reversal" &&
          other.approvedAt > row.approvedAt &&
          other.amountMicros >= -row.amountMicros &&
          isSameGoods(other, row) &&
          !again.has(other.externalId),
      );
      if (repaid) {
        again.add(repaid.externalId);
        return [];
      }
      const says = `${fromMicros(-row.amountMicros)} ${row.currency} taken back, ${units} not found since`;
      return [toFinding(row, { amountMicros: -row.amountMicros, quantity: units, confidence: 70, says })];
    });
  },
};
