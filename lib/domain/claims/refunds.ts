import { type Cover, uncovered } from "./cover";
import type { ClaimFacts, ClaimRule, Finding, RefundFact } from "./facts";

const goodwill = new Set(["customer_return", "customer_service"]);
const keyOf = (order: string, sku: string) => `${order}|${sku}`;

function coversOf({ returns, reimbursements }: ClaimFacts): Map<string, Cover[]> {
  const covers = new Map<string, Cover[]>();
  const add = (key: string, cover: Cover) => covers.set(key, [...(covers.get(key) ?? []), cover]);
  // Goods may come back before the refund is posted: a return explains it whenever it came.
  for (const row of returns)
    add(keyOf(row.orderExternalId, row.sku), { at: "9999-12-31", units: row.quantity });
  for (const row of reimbursements)
    if (goodwill.has(row.kind) && row.orderExternalId && row.sku)
      add(keyOf(row.orderExternalId, row.sku), {
        at: "9999-12-31",
        units: row.quantityCash + row.quantityReplaced,
      });
  return covers;
}

function toFinding(refund: RefundFact, open: number, isOrderKnown: boolean): Finding {
  const { externalId, orderExternalId, sku, quantity, revenueMicros, currency, postedAt } = refund;
  return {
    subject: `${keyOf(orderExternalId, sku)}|${externalId}`,
    orderExternalId,
    sku,
    quantity: open,
    currency,
    amountMicros: (revenueMicros * BigInt(open)) / BigInt(quantity),
    confidence: isOrderKnown ? 70 : 55,
    occurredAt: postedAt,
    evidence: [
      {
        stream: "fees",
        externalId,
        at: postedAt,
        says: `${quantity} refunded to the buyer, ${open} neither came back nor were paid`,
      },
    ],
  };
}

/** The buyer was refunded, the goods never came back to the warehouse, and the marketplace did not pay for them. */
export const refundWithoutReturn: ClaimRule = {
  id: "refund-without-return",
  kind: "refund_without_return",
  needs: ["fees", "returns", "reimbursements", "orders"],
  window: ({ refundWithoutReturn: { window } }) => window,
  find: (facts) => {
    const covers = coversOf(facts);
    const byLine = new Map<string, RefundFact[]>();
    for (const refund of facts.refunds) {
      // What the merchant ships comes back to the merchant.
      if (refund.fulfilledBy === "merchant" || refund.revenueMicros <= 0n || refund.quantity < 1) continue;
      const key = keyOf(refund.orderExternalId, refund.sku);
      byLine.set(key, [...(byLine.get(key) ?? []), refund]);
    }
    return [...byLine].flatMap(([key, refunds]) => {
      const needs = refunds.map(({ postedAt, quantity }) => ({ at: postedAt, units: quantity, settled: 0 }));
      const open = uncovered(needs, covers.get(key) ?? []);
      return refunds.flatMap((refund, index) => {
        const units = open[index] ?? 0;
        return units > 0 ? [toFinding(refund, units, refund.fulfilledBy !== null)] : [];
      });
    });
  },
};
