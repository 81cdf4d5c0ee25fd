import type { ClaimSettings } from "../claim-settings";
import { fromMicros } from "../money";
import type { Charge, ChargeFact, ClaimFacts, ClaimRule, Finding } from "./facts";

const unitsCharged = ({ charges }: ChargeFact) => charges.reduce((sum, { units }) => sum + units, 0);
const perUnit = ({ amountMicros, units }: Charge) => amountMicros / BigInt(Math.max(1, units));
const newest = (charges: Charge[]) =>
  charges
    .map(({ postedAt }) => postedAt)
    .sort()
    .at(-1) ?? "";

function areSame(charges: Charge[], percent: number): boolean {
  const amounts = charges.map(perUnit).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [least = 0n, most = 0n] = [amounts[0], amounts.at(-1)];
  return (most - least) * 100n <= most * BigInt(percent);
}

/** What was charged beyond the units ordered, when the same fee came again; null when nothing did. */
function chargedAgain(fact: ChargeFact, { feeOvercharge }: ClaimSettings): bigint | null {
  const { charges, unitsOrdered, netMicros } = fact;
  const units = unitsCharged(fact);
  if (charges.length < 2 || unitsOrdered === null || unitsOrdered < 1 || units <= unitsOrdered) return null;
  if (!areSame(charges, feeOvercharge.samePercent)) return null;
  const total = charges.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
  const excess = netMicros - (total * BigInt(unitsOrdered)) / BigInt(units);
  return excess > 0n ? excess : null;
}

const toFinding = (
  fact: ChargeFact,
  found: { amountMicros: bigint; quantity: number; confidence: number; says: string },
): Finding => ({
  subject: `${fact.orderExternalId}|${fact.sku}|${fact.type}`,
  orderExternalId: fact.orderExternalId,
  sku: fact.sku,
  quantity: found.quantity,
  currency: fact.currency,
  amountMicros: found.amountMicros,
  confidence: found.confidence,
  occurredAt: newest(fact.charges),
  evidence: fact.charges.map(({ feeExternalId, postedAt, amountMicros }) => ({
    stream: "fees",
    externalId: feeExternalId,
    at: postedAt,
    says: `${fact.type} ${fromMicros(amountMicros)} ${fact.currency}; ${found.says}`,
  })),
});

const needs = ["fees", "orders"] as const;
const window: ClaimRule["window"] = ({ feeOvercharge }) => feeOvercharge.window;

export const feeChargedAgain: ClaimRule = {
  id: "fee-charged-again",
  kind: "fee_overcharge",
  needs,
  window,
  find: ({ charges }, settings) =>
    charges.flatMap((fact) => {
      const amountMicros = chargedAgain(fact, settings);
      if (amountMicros === null) return [];
      const quantity = unitsCharged(fact) - (fact.unitsOrdered ?? 0);
      const says = `charged for ${unitsCharged(fact)} units, ${fact.unitsOrdered} were ordered`;
      return [toFinding(fact, { amountMicros, quantity, confidence: 65, says })];
    }),
};

/** Only fees by the unit: a referral fee follows the price of the day, which an estimate of today does not know. */
export const feeAboveExpected: ClaimRule = {
  id: "fee-above-expected",
  kind: "fee_overcharge",
  needs: [...needs, "fee_estimates"],
  window,
  find: ({ charges, estimates }: ClaimFacts, settings) => {
    const expected = new Map(estimates.map((estimate) => [estimate.sku, estimate]));
    const { abovePercent, aboveMicros } = settings.feeOvercharge;
    return charges.flatMap((fact) => {
      const estimate = expected.get(fact.sku);
      const unit = estimate?.fulfilmentFeeMicros ?? null;
      if (fact.group !== "fulfilment_fee" || unit === null || estimate?.currency !== fact.currency) return [];
      if (chargedAgain(fact, settings) !== null) return [];
      const units = unitsCharged(fact);
      const usual = unit * BigInt(units);
      const excess = fact.netMicros - usual;
      const isNotable =
        excess * 100n > usual * BigInt(abovePercent) && excess > BigInt(aboveMicros) * BigInt(units);
      if (!isNotable) return [];
      const says = `${fromMicros(unit)} ${fact.currency} a unit is to be expected`;
      return [toFinding(fact, { amountMicros: excess, quantity: units, confidence: 60, says })];
    });
  },
};
