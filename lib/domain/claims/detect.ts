import { Claim } from "../claim";
import type { ClaimSettings } from "../claim-settings";
import { addDays, type Day, daysBetween } from "../day";
import type { ClaimFacts, ClaimRule, Finding } from "./facts";
import { feeAboveExpected, feeChargedAgain } from "./fees";
import { inboundShortage } from "./inbound";
import { refundWithoutReturn } from "./refunds";
import { reimbursementReversal, reimbursementShortfall } from "./reimbursements";
import { damagedInWarehouse, lostInWarehouse } from "./warehouse";

export const claimRules: readonly ClaimRule[] = [
  lostInWarehouse,
  damagedInWarehouse,
  refundWithoutReturn,
  inboundShortage,
  feeChargedAgain,
  feeAboveExpected,
  reimbursementShortfall,
  reimbursementReversal,
];

type Context = { facts: ClaimFacts; settings: ClaimSettings; today: Day };

function toClaim(rule: ClaimRule, finding: Finding, { facts, settings, today }: Context): Claim | null {
  const { subject, orderExternalId = null, shipmentId = null, fnsku = null, ...found } = finding;
  const { fromDays, untilDays } = rule.window(settings);
  const day = finding.occurredAt.slice(0, 10);
  if (daysBetween(day, today) < fromDays) return null;
  if (found.amountMicros !== null && found.amountMicros < BigInt(settings.minimumMicros)) return null;
  const deadline = addDays(day, untilDays);
  return {
    ...found,
    accountExternalId: facts.accountExternalId,
    externalId: `${rule.id}|${subject}`,
    kind: rule.kind,
    rule: rule.id,
    orderExternalId,
    shipmentId,
    fnsku,
    deadline,
    status: today > deadline ? "expired" : "open",
  };
}

/**
 * Every claim the given rules see in what is stored of an account on its day `today`. The same facts give the same
 * claims, in the same order. Pure.
 */
export function detectClaims(rules: readonly ClaimRule[], context: Context): Claim[] {
  const { facts, settings, today } = context;
  const byId = new Map<string, Claim>();
  for (const rule of rules)
    for (const finding of rule.find(facts, settings, today)) {
      const claim = toClaim(rule, finding, context);
      if (claim) byId.set(claim.externalId, Claim.parse(claim));
    }
  return [...byId.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}
