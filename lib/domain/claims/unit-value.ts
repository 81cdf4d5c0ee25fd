import type { ClaimSettings } from "../claim-settings";
import type { ClaimFacts, UnitValue } from "./facts";

/** How sure a rule still is when nobody says what a unit is worth. */
const withoutValue = 15;

/** What a unit is worth: the vendor's own price, else what it sold for; null when neither is known. */
export function createValuer({ estimates, soldAt }: ClaimFacts) {
  const values = new Map<string, UnitValue>();
  for (const { sku, currency, micros } of soldAt) values.set(sku, { micros, currency, isEstimated: true });
  for (const { sku, fnsku, currency, priceMicros } of estimates) {
    if (priceMicros === null) continue;
    const value = { micros: priceMicros, currency, isEstimated: false };
    values.set(sku, value);
    if (fnsku) values.set(fnsku, value);
  }
  return (sku: string | null, fnsku: string | null): UnitValue | null =>
    (sku === null ? undefined : values.get(sku)) ?? (fnsku === null ? undefined : values.get(fnsku)) ?? null;
}

/** What the evidence says of an amount for goods that nobody had ordered: those are paid at their cost. */
export const atPrice = "valued at the selling price, an estimate: what is paid is their cost";

/** Units as money, and how sure the rule is of it. */
export function valued(
  { value, units, confidence }: { value: UnitValue | null; units: number; confidence: number },
  { unitValuePercent }: ClaimSettings,
  currency: string,
) {
  if (!value) return { amountMicros: null, currency, confidence: confidence - withoutValue };
  return {
    amountMicros: (value.micros * BigInt(units) * BigInt(unitValuePercent)) / 100n,
    currency: value.currency,
    confidence: value.isEstimated ? confidence - withoutValue : confidence,
  };
}
