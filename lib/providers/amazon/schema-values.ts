import * as z from "zod";
import { toMicros } from "@/lib/domain/money";

/** Leaves out what is null or the empty string: Amazon sends both for "nothing". */
export const blankAsMissing = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === null || value === "" ? undefined : value), schema.optional());

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

function isReal(text: string): boolean {
  const day = text.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A moment as ISO 8601 in UTC. 2026-02-30 is refused, and so is a time without its zone. */
export const Moment = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (instant.test(text) && isReal(text) && !Number.isNaN(at)) return new Date(at).toISOString();
  context.addIssue({ code: "custom", message: "not a moment" });
  return z.NEVER;
});

/** An amount in micros, from the decimal string of the orders APIs or the number of the finances APIs. */
export const Amount = z.union([z.string(), z.number()]).transform((value, context) => {
  const micros = toMicros(String(value));
  if (micros !== null) return micros;
  context.addIssue({ code: "custom", message: "not a decimal number" });
  return z.NEVER;
});

const Code = z.string().regex(/^[A-Z]{3}$/, "not a currency code");

/** Exact money; every API of Amazon's spells it differently. */
export type Money = { currency: string; micros: bigint };
export const Money = z
  .object({ amount: Amount, currencyCode: Code })
  .transform(({ amount, currencyCode }): Money => ({ currency: currencyCode, micros: amount }));
export const MoneyV0 = z
  .object({ Amount, CurrencyCode: Code })
  .transform(({ Amount: micros, CurrencyCode }): Money => ({ currency: CurrencyCode, micros }));
export const Currency = z.object({ currencyAmount: Amount, currencyCode: Code }).transform(
  ({ currencyAmount, currencyCode }): Money => ({
    currency: currencyCode,
    micros: currencyAmount,
  }),
);
export const CurrencyV0 = z.object({ CurrencyAmount: Amount, CurrencyCode: Code }).transform(
  ({ CurrencyAmount, CurrencyCode }): Money => ({
    currency: CurrencyCode,
    micros: CurrencyAmount,
  }),
);

export const Count = z.int().min(0).max(2_147_483_647);
export const Id = z.string().min(1).max(512);
export const Rows = z.array(z.unknown());
