import type { ClaimSettings } from "@/lib/domain/claim-settings";
import { countryOf } from "./account";

const panEuropean = ["DE", "FR", "IT", "ES", "NL", "BE", "IE", "SE", "PL"];

/**
 * Each of these marketplaces is told the units of all of them; Great Britain and the rest of the region have their own.
 * https://github.com/amzn/selling-partner-api-models/issues/452
 */
export const stockPoolOf = (externalId: string): string =>
  panEuropean.includes(countryOf(externalId) ?? "") ? `${externalId.split(":")[0]}:EU` : externalId;

/**
 * Claims about customer returns are taken from day 45 to day 105 in Europe. https://seller-forum.com/t/update-on-eligibility-window-to-file-reimbursement-claims/7594
 */
export const claimDefaultsOf = (externalId: string): Partial<ClaimSettings> =>
  ["GB", ...panEuropean].includes(countryOf(externalId) ?? "")
    ? { refundWithoutReturn: { window: { fromDays: 45, untilDays: 105 } } }
    : {};
