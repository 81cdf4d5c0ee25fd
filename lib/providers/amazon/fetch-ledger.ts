import * as z from "zod";
import type { StockMovement, StockMovementKind } from "@/lib/domain/warehouse";
import { keyOf } from "@/lib/http/rows";
import type { FetchPage, SliceRequest } from "../contract";
import { readRows } from "./listing";
import type { Report } from "./report";
import { daily, ledgerColumns } from "./report-types";
import { blank, createDigests, dayOrderOf, readDay, Text, UnitsText } from "./report-values";
import { readReport } from "./reports";

const kinds: Record<string, StockMovementKind> = {
  Adjustments: "adjustment",
  CustomerReturns: "customer_return",
  Receipts: "receipt",
  Shipments: "shipment",
  VendorReturns: "vendor_return",
  WhseTransfers: "transfer",
};

const Row = z.object({
  Date: z.string().min(1),
  FNSKU: z.string().min(1),
  MSKU: Text,
  ASIN: Text,
  EventType: Text,
  ReferenceID: Text,
  Quantity: UnitsText,
  FulfillmentCenter: Text,
  Disposition: Text,
  Reason: Text,
  ReconciledQuantity: z.union([UnitsText, z.literal("").transform(() => null)]).optional(),
  UnreconciledQuantity: z.union([UnitsText, z.literal("").transform(() => null)]).optional(),
});

/** Lines of the ledger. They have no id, so equal lines of a day are told apart by their order. */
export function parseLedger(raw: Record<string, string>[], { accountExternalId, range }: SliceRequest) {
  const order = dayOrderOf(
    raw.map(({ Date: text = "" }) => text),
    "month",
  );
  const digest = createDigests();
  return readRows({
    schema: Row,
    rows: raw,
    naturalKey: keyOf("Date", "FNSKU", "EventType", "ReferenceID"),
    check: ({ Date: text }) => {
      const day = readDay(text, order);
      if (day === null) return { field: "Date", reason: "not a date" };
      return day < range.from || day > range.to ? { field: "Date", reason: "was not asked for" } : null;
    },
    map: (row): StockMovement => {
      const day = readDay(row.Date, order) ?? "";
      const said = [day, row.FNSKU, row.EventType, row.ReferenceID, row.FulfillmentCenter];
      return {
        accountExternalId,
        externalId: digest(...said, row.Disposition, row.Reason, row.Quantity),
        day,
        kind: kinds[row.EventType] ?? "other",
        fnsku: row.FNSKU,
        sku: blank(row.MSKU),
        asin: blank(row.ASIN),
        referenceId: blank(row.ReferenceID),
        quantity: row.Quantity,
        centre: row.FulfillmentCenter,
        disposition: row.Disposition,
        reason: row.Reason,
        reconciled: row.ReconciledQuantity ?? null,
        unreconciled: row.UnreconciledQuantity ?? null,
      };
    },
  });
}

const report: Report<StockMovement> = {
  type: "GET_LEDGER_DETAIL_VIEW_DATA",
  columns: ledgerColumns,
  cadenceMs: daily,
  parse: parseLedger,
};

/** The warehouses' ledger of the slice's days. */
export const fetchLedger: FetchPage<StockMovement> = (context, request) =>
  readReport(context, request, report);
