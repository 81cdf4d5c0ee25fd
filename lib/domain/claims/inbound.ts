import type { ClaimFacts, ClaimRule } from "./facts";
import { atPrice, createValuer, valued } from "./unit-value";

/** Units paid as lost on their way in, by label; each pays for one shipment alone, the one closed first. */
function createPayments({ reimbursements }: ClaimFacts) {
  const left = reimbursements
    .filter(({ kind }) => kind === "lost_inbound")
    .map((row) => ({ ...row, units: row.quantityCash + row.quantityReplaced }));
  return (item: { sku: string; fnsku: string | null }, wanted: number): number => {
    let taken = 0;
    for (const payment of left) {
      const isSame = payment.sku === item.sku || (item.fnsku !== null && payment.fnsku === item.fnsku);
      if (!isSame || taken === wanted) continue;
      const units = Math.min(payment.units, wanted - taken);
      payment.units -= units;
      taken += units;
    }
    return taken;
  };
}

/** A closed shipment of which fewer units were received than sent, and not paid for. */
export const inboundShortage: ClaimRule = {
  id: "inbound-shortage",
  kind: "inbound_shortage",
  needs: ["inbound_shipments", "reimbursements"],
  window: ({ inboundShortage: { window } }) => window,
  find: (facts, settings) => {
    const worthOf = createValuer(facts);
    const pay = createPayments(facts);
    const closed = [...facts.inbound].sort((a, b) => (a.closedAt < b.closedAt ? -1 : 1));
    return closed.flatMap((item) => {
      const { shipmentId, sku, fnsku, quantityShipped, quantityReceived, closedAt } = item;
      const missing = quantityShipped - quantityReceived;
      const units = missing > 0 ? missing - pay(item, missing) : 0;
      if (units <= 0) return [];
      const worth = valued({ value: worthOf(sku, fnsku), units, confidence: 80 }, settings, facts.currency);
      const says = `${quantityShipped} sent, ${quantityReceived} received, ${units} not paid; ${atPrice}`;
      return [
        {
          subject: `${shipmentId}|${sku}`,
          shipmentId,
          sku,
          fnsku,
          quantity: units,
          ...worth,
          occurredAt: closedAt,
          evidence: [
            { stream: "inbound_shipments", externalId: `${shipmentId}|${sku}`, at: closedAt, says } as const,
          ],
        },
      ];
    });
  },
};
