import * as z from "zod";
import type { CustomerReturn } from "@/lib/domain/warehouse";
import { keyOf } from "@/lib/http/rows";
import type { FetchPage, SliceRequest } from "../contract";
import { readAccountId } from "./account";
import { readRows } from "./listing";
import { usualDayOrder } from "./marketplaces";
import type { Report } from "./report";
import { daily, returnColumns } from "./report-types";
import { blank, createDigests, dayOrderOf, readMoment, Text, UnitsText } from "./report-values";
import { readReport } from "./reports";

/** `customer-comments` is a person's own words: the column is not named here and so never read. */
const Row = z.object({
  "return-date": z.string().min(1),
  "order-id": z.string().min(1),
  sku: z.string().min(1),
  fnsku: Text,
  quantity: UnitsText.pipe(z.int().min(0)),
  "detailed-disposition": Text,
  reason: Text,
  "license-plate-number": Text,
});

/** Goods that came back. The plate on the parcel tells most rows apart; the rest of the row does for those without. */
export function parseReturns(raw: Record<string, string>[], { accountExternalId }: SliceRequest) {
  const { marketplace } = readAccountId(accountExternalId);
  const order = dayOrderOf(
    raw.map((row) => row["return-date"] ?? ""),
    usualDayOrder(marketplace),
  );
  const digest = createDigests();
  return readRows({
    schema: Row,
    rows: raw,
    naturalKey: keyOf("order-id", "sku", "return-date"),
    check: (row) =>
      readMoment(row["return-date"], order) === null ? { field: "return-date", reason: "not a date" } : null,
    map: (row): CustomerReturn => {
      const returnedAt = readMoment(row["return-date"], order) ?? "";
      const said = [returnedAt, row["order-id"], row.sku, row.fnsku, row["license-plate-number"]];
      return {
        accountExternalId,
        externalId: digest(...said, row["detailed-disposition"], row.reason, row.quantity),
        returnedAt,
        orderExternalId: row["order-id"],
        sku: row.sku,
        fnsku: blank(row.fnsku),
        quantity: row.quantity,
        disposition: row["detailed-disposition"],
        reason: row.reason,
      };
    },
  });
}

const report: Report<CustomerReturn> = {
  type: "GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA",
  columns: returnColumns,
  cadenceMs: daily,
  parse: parseReturns,
};

/** Customer returns of the slice's days. */
export const fetchReturns: FetchPage<CustomerReturn> = (context, request) =>
  readReport(context, request, report);
