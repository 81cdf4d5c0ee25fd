import * as z from "zod";
import { isStorable, toStorable } from "@/lib/core/text";

/** The vendor's key of a thing, as text. */
export const ExternalId = z
  .string()
  .min(1)
  .max(512)
  .refine(isStorable, "holds a character Postgres cannot store");

/** Words of the vendor, kept readable: what Postgres refuses is replaced, what is endless is cut. */
export const Words = z.string().transform((text) => toStorable(text).slice(0, 4_000));

/** A moment, ISO 8601 with an offset of `Z`. */
export const Instant = z.iso.datetime();

/** ISO 4217, as the vendor writes it: amounts of different currencies are never added. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, "not a currency code");

/** Exact money in micro-units of the row's currency; signed. */
export const Micros = z
  .bigint()
  .min(-(2n ** 63n))
  .max(2n ** 63n - 1n);

/** Units of goods; never negative. */
export const Units = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** Units of goods that came (positive) or went (negative). */
export const SignedUnits = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1);
