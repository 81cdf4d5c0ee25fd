import * as z from "zod";
import type { Reimbursement, ReimbursementKind } from "@/lib/domain/warehouse";
import { keyOf } from "@/lib/http/rows";
import type { FetchPage, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { readRows } from "./listing";
import { usualDayOrder } from "./marketplaces";
import type { Report } from "./report";
import { daily, reimbursementColumns } from "./report-types";
import { blank, dayOrderOf, MicrosText, readMoment, Text, UnitsText } from "./report-values";
import { readReport } from "./reports";

const kinds: [RegExp, ReimbursementKind][] = [
  [/reversal|clawback/i, "reversal"],
  [/^(lost_?warehouse|warehouse_?lost)/i, "lost_warehouse"],
  [/^(damaged_?warehouse|warehouse_?damage)/i, "damaged_warehouse"],
  [/inbound/i, "lost_inbound"],
  [/customer_?service/i, "customer_service"],
  [/customer_?return|return_?adjustment/i, "customer_return"],
  [/fee/i, "fee"],
];
const kindOf = (reason: string) => kinds.find(([pattern]) => pattern.test(reason))?.[1] ?? "other";

const Row = z.object({
  "approval-date": z.string().min(1),
  "reimbursement-id": z.string().min(1),
  "case-id": Text,
  "amazon-order-id": Text,
  reason: Text,
  sku: Text,
  fnsku: Text,
  "currency-unit": z.string().regex(/^[A-Z]{3}$/, "not a currency code"),
  "amount-total": MicrosText,
  "quantity-reimbursed-cash": z.union([z.literal("").transform(() => 0), UnitsText]),
  "quantity-reimbursed-inventory": z.union([z.literal("").transform(() => 0), UnitsText]),
  "original-reimbursement-id": Text,
});

/** One reimbursement may pay several skus; each is a row of its own. */
const idOf = (id: string, sku: string) => `${id}:${sku}`;

/**
 * Reimbursements, and those taken back: a reversal's amount is negative whether Amazon writes the sign or not. Those in
 * other currencies are other marketplaces'; no column says which of those that share a currency.
 */
export function parseReimbursements(raw: Record<string, string>[], request: SliceRequest) {
  const { accountExternalId, currency: own } = request;
  const { marketplace } = readAccountId(accountExternalId);
  const order = dayOrderOf(
    raw.map((row) => row["approval-date"] ?? ""),
    usualDayOrder(marketplace),
  );
  const { rows, rejected } = readRows({
    schema: Row,
    rows: raw,
    naturalKey: keyOf("reimbursement-id", "sku"),
    check: (row) =>
      readMoment(row["approval-date"], order) === null
        ? { field: "approval-date", reason: "not a date" }
        : null,
    map: (row): Reimbursement => {
      const kind = kindOf(row.reason);
      const sku = blank(row.sku);
      const key = sku ?? blank(row.fnsku) ?? "-";
      const original = blank(row["original-reimbursement-id"]);
      const amount = row["amount-total"];
      return {
        accountExternalId,
        externalId: idOf(row["reimbursement-id"], key),
        kind,
        type: row.reason,
        approvedAt: readMoment(row["approval-date"], order) ?? "",
        caseId: blank(row["case-id"]),
        orderExternalId: blank(row["amazon-order-id"]),
        sku,
        fnsku: blank(row.fnsku),
        currency: row["currency-unit"],
        amountMicros: kind === "reversal" && amount > 0n ? -amount : amount,
        quantityCash: Math.abs(row["quantity-reimbursed-cash"]),
        quantityReplaced: Math.abs(row["quantity-reimbursed-inventory"]),
        originalExternalId: original && idOf(original, key),
      };
    },
  });
  return { rows: rows.filter(({ currency }) => currency === own), rejected };
}

const report: Report<Reimbursement> = {
  type: "GET_FBA_REIMBURSEMENTS_DATA",
  columns: reimbursementColumns,
  cadenceMs: daily,
  // https://github.com/amzn/selling-partner-api-models/issues/1847
  isRegional: true,
  parse: parseReimbursements,
};

/** What Amazon paid or took back in the slice's days. */
export const fetchReimbursements: FetchPage<Reimbursement> = (context, request) =>
  readReport(context, request, report);
