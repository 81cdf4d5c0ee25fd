import type { ClaimSettings } from "../claim-settings";
import type { ReimbursementKind, StockMovement } from "../warehouse";
import { type Cover, uncovered } from "./cover";
import type { ClaimFacts, ClaimRule, Finding } from "./facts";
import { atPrice, createValuer, valued } from "./unit-value";

const unitsOf = ({ quantityCash, quantityReplaced }: ClaimFacts["reimbursements"][number]) =>
  quantityCash + quantityReplaced;

function groupByFnsku<T extends { fnsku: string | null }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    if (row.fnsku === null) continue;
    const group = groups.get(row.fnsku);
    if (group) group.push(row);
    else groups.set(row.fnsku, [row]);
  }
  return groups;
}

const atDay = (day: string) => `${day}T00:00:00Z`;

type Search = {
  isEvent: (movement: StockMovement) => boolean;
  isFound: (movement: StockMovement) => boolean;
  paidAs: ReimbursementKind;
  confidence: number;
  says: (movement: StockMovement, open: number) => string;
};

/** Events of the ledger that neither found units nor a payment explain, per label of the warehouse. */
function findUnexplained(facts: ClaimFacts, settings: ClaimSettings, search: Search): Finding[] {
  const worthOf = createValuer(facts);
  const found = groupByFnsku(facts.movements.filter(search.isFound));
  const paid = groupByFnsku(facts.reimbursements.filter(({ kind }) => kind === search.paidAs));
  const events = groupByFnsku(facts.movements.filter(search.isEvent));
  return [...events].flatMap(([fnsku, lost]) => {
    const covers: Cover[] = [
      ...(found.get(fnsku) ?? []).map(({ day, quantity }) => ({ at: day, units: quantity })),
      ...(paid.get(fnsku) ?? []).map((row) => ({ at: row.approvedAt, units: unitsOf(row) })),
    ];
    const needs = lost.map(({ day, quantity, reconciled }) => ({
      at: day,
      units: -quantity,
      settled: reconciled ?? 0,
    }));
    const open = uncovered(needs, covers);
    return lost.flatMap((event, index): Finding[] => {
      const units = open[index] ?? 0;
      if (units === 0) return [];
      const { sku, externalId, day } = event;
      const value = worthOf(sku, fnsku);
      return [
        {
          subject: externalId,
          sku,
          fnsku,
          quantity: units,
          ...valued({ value, units, confidence: search.confidence }, settings, facts.currency),
          occurredAt: atDay(day),
          evidence: [
            {
              stream: "stock_movements",
              externalId,
              at: day,
              says: `${search.says(event, units)}; ${atPrice}`,
            },
          ],
        },
      ];
    });
  });
}

const isOneOf = (reasons: string[], reason: string) =>
  reasons.some((one) => one.toLowerCase() === reason.toLowerCase());

export const lostInWarehouse: ClaimRule = {
  id: "lost-unreconciled",
  kind: "lost_in_warehouse",
  needs: ["stock_movements", "reimbursements"],
  window: ({ lost }) => lost.window,
  find: (facts, settings) =>
    findUnexplained(facts, settings, {
      isEvent: ({ quantity, reason }) => quantity < 0 && isOneOf(settings.lost.lostReasons, reason),
      isFound: ({ quantity, reason }) => quantity > 0 && isOneOf(settings.lost.foundReasons, reason),
      paidAs: "lost_warehouse",
      confidence: 85,
      says: ({ quantity, reason, centre }, open) =>
        `${-quantity} lost in ${centre || "a warehouse"} (reason ${reason}), ${open} neither found nor paid since`,
    }),
};

export const damagedInWarehouse: ClaimRule = {
  id: "damaged-unpaid",
  kind: "damaged_in_warehouse",
  needs: ["stock_movements", "reimbursements"],
  window: ({ damaged }) => damaged.window,
  find: (facts, settings) =>
    findUnexplained(facts, settings, {
      isEvent: ({ quantity, reason }) => quantity < 0 && isOneOf(settings.damaged.reasons, reason),
      isFound: () => false,
      paidAs: "damaged_warehouse",
      confidence: 85,
      says: ({ quantity, reason, centre }, open) =>
        `${-quantity} damaged in ${centre || "a warehouse"} (reason ${reason}), ${open} not paid since`,
    }),
};
