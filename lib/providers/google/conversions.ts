import type { GoogleAdsRow } from "./schema";

/** Conversions by what they are, in micro-units. */
export type Conversions = { leads: bigint; installs: bigint; purchases: bigint };

export const noConversions: Conversions = { leads: 0n, installs: 0n, purchases: 0n };

// QUALIFIED_LEAD and CONVERTED_LEAD are later stages of the same lead, STORE_SALE the later stage of a visit:
// counting them would count a person twice.
const meanings: Record<string, keyof Conversions> = {
  PURCHASE: "purchases",
  DOWNLOAD: "installs",
  SUBMIT_LEAD_FORM: "leads",
  PHONE_CALL_LEAD: "leads",
  IMPORTED_LEAD: "leads",
  CONTACT: "leads",
  BOOK_APPOINTMENT: "leads",
  REQUEST_QUOTE: "leads",
};

/** `sum` with a row of `segments.conversion_action_category` added. */
export function addConversions(sum: Conversions, { segments, metrics }: GoogleAdsRow): Conversions {
  const category = segments?.conversionActionCategory ?? "";
  const meaning = Object.hasOwn(meanings, category) ? meanings[category] : undefined;
  return meaning ? { ...sum, [meaning]: sum[meaning] + metrics.conversions } : sum;
}
