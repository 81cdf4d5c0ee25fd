import * as z from "zod";
import type { FeeEstimate } from "@/lib/domain/fee";
import { keyOf } from "@/lib/http/rows";
import type { FetchPage, SliceRequest } from "../contract";
import { readRows } from "./listing";
import type { Report } from "./report";
import { feePreviewColumns, feePreviewPace } from "./report-types";
import { blank, MicrosText, Text } from "./report-values";
import { readReport } from "./reports";

const Money = z.union([
  z
    .string()
    .refine((text) => blank(text) === null)
    .transform(() => null),
  MicrosText,
]);
const OptionalMoney = Money.optional().transform((value) => value ?? null);

const Row = z.object({
  sku: z.string().min(1),
  fnsku: Text,
  asin: Text,
  currency: z.string().regex(/^[A-Z]{3}$/, "not a currency code"),
  "your-price": OptionalMoney,
  "estimated-referral-fee-per-unit": OptionalMoney,
  // European reports name the fee after the country it is fulfilled in; American ones after the stages of fulfilment.
  "expected-domestic-fulfilment-fee-per-unit": OptionalMoney,
  "expected-fulfillment-fee-per-unit": OptionalMoney,
});

/** What Amazon expects to charge per unit of each listing; those in other currencies are other marketplaces'. */
export function parseFeePreview(raw: Record<string, string>[], request: SliceRequest) {
  const { accountExternalId, currency: own } = request;
  const { rows, rejected } = readRows({
    schema: Row,
    rows: raw,
    naturalKey: keyOf("sku"),
    map: (row): FeeEstimate => ({
      accountExternalId,
      sku: row.sku,
      fnsku: blank(row.fnsku),
      asin: blank(row.asin),
      currency: row.currency,
      priceMicros: row["your-price"],
      referralFeeMicros: row["estimated-referral-fee-per-unit"],
      fulfilmentFeeMicros:
        row["expected-domestic-fulfilment-fee-per-unit"] ?? row["expected-fulfillment-fee-per-unit"],
    }),
  });
  return { rows: rows.filter(({ currency }) => currency === own), rejected };
}

const report: Report<FeeEstimate> = {
  type: "GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA",
  columns: feePreviewColumns,
  ...feePreviewPace,
  // https://github.com/amzn/selling-partner-api-docs/issues/694
  isRegional: true,
  parse: parseFeePreview,
};

/** Price and expected fees of every listing. */
export const fetchFeeEstimates: FetchPage<FeeEstimate> = (context, request) =>
  readReport(context, request, report);
