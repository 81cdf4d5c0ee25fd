import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FeeEstimate } from "@/lib/domain/fee";
import { CustomerReturn, Reimbursement, StockMovement } from "@/lib/domain/warehouse";
import { parseFeePreview } from "@/lib/providers/amazon/fetch-fee-estimates";
import { parseLedger } from "@/lib/providers/amazon/fetch-ledger";
import { parseReimbursements } from "@/lib/providers/amazon/fetch-reimbursements";
import { parseReturns } from "@/lib/providers/amazon/fetch-returns";
import { decodeReport } from "@/lib/providers/amazon/report-document";
import {
  feePreviewColumns,
  ledgerColumns,
  reimbursementColumns,
  returnColumns,
} from "@/lib/providers/amazon/report-types";
import { dayOrderOf, readDay, readMoment } from "@/lib/providers/amazon/report-values";
import { readTable, splitFields } from "@/lib/providers/amazon/tsv";
import { fixturesFolder, readFixture } from "../support/fixtures";

const request = {
  accountExternalId: "A1SELLER:ATVPDKIKX0DER",
  timezone: "America/Los_Angeles",
  currency: "USD",
  range: { from: "2024-12-01", to: "2024-12-31" },
  cursor: null,
};
const german = { ...request, accountExternalId: "A1SELLER:A1PA6795UKMFR9", currency: "EUR" };

describe("tab-separated text", () => {
  test("a field in quotes may hold tabs, line ends and doubled quotes", () => {
    expect(splitFields('a\tb\r\n"one\ttwo"\t"3"" pipe\nlong"\r\n')).toEqual([
      ["a", "b"],
      ["one\ttwo", '3" pipe\nlong'],
    ]);
  });

  test("a quote that is only a letter of the field stays one", () => {
    expect(splitFields('title\tn\n"Best" mug\t1\n6" pipe\t2\n"half\t3')).toEqual([
      ["title", "n"],
      ['"Best" mug', "1"],
      ['6" pipe', "2"],
      ['"half', "3"],
    ]);
  });

  test("empty fields at the end of a line are fields", () => {
    expect(splitFields("a\tb\tc\n1\t\t\n")).toEqual([
      ["a", "b", "c"],
      ["1", "", ""],
    ]);
  });

  test("a header in another language is refused, with the missing column's name", () => {
    const read = () => readTable("Datum\tFNSKU\n2026-01-01\tX1", ["Date"]);
    expect(read).toThrow(expect.objectContaining({ code: "config_invalid.report_header" }));
  });

  test("bytes are read in the charset the answer names, and in Windows-1252 when they are no UTF-8", () => {
    const western = Buffer.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x96]);
    expect(decodeReport(western, "text/plain;charset=Cp1252")).toBe("Größe–");
    expect(decodeReport(western, "text/plain")).toBe("Größe–");
    expect(decodeReport(Buffer.from("Größe–"), "text/plain; charset=UTF-8")).toBe("Größe–");
    expect(decodeReport(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), "text/plain;charset=Shift_JIS")).toBe("日本");
    expect(decodeReport(Buffer.from("x"), "text/plain;charset=nobody-knows")).toBe("x");
  });
});

describe("dates of reports", () => {
  test.each([
    ["2026-07-14", "2026-07-14"],
    ["14.07.2026", "2026-07-14"],
    ["Jul 15, 2026", "2026-07-15"],
    ["2026-07-14T23:30:00-07:00", "2026-07-14"],
    ["07/14/2026", "2026-07-14"],
    ["2026/07/14", "2026-07-14"],
    ["2026-02-30", null],
    ["soon", null],
  ])("%s is the day %s", (text, day) => {
    expect(readDay(text, "month")).toBe(day);
  });

  test("a moment keeps its zone; a day alone begins at midnight UTC", () => {
    expect(readMoment("2026-07-14T23:30:00-07:00", "month")).toBe("2026-07-15T06:30:00.000Z");
    expect(readMoment("14.07.2026", "day")).toBe("2026-07-14T00:00:00.000Z");
  });

  test("which number is the month is proved by the report's own dates before the country is asked", () => {
    expect(dayOrderOf(["03/04/2026", "25/04/2026"], "month")).toBe("day");
    expect(dayOrderOf(["03/04/2026", "04/25/2026"], "day")).toBe("month");
    expect(dayOrderOf(["03/04/2026"], "day")).toBe("day");
  });
});

describe("published reports", () => {
  test.each(readdirSync(`${fixturesFolder}/amazon/reports-tsv`).filter((file) => file.endsWith(".tsv")))(
    "%s is read row by row",
    (file) => {
      const text = readFixture(`amazon/reports-tsv/${file}`, file) ?? "";
      const { header, rows } = readTable(text);
      expect(rows.length).toBe(text.trim().split("\n").length - 1);
      for (const row of rows) expect(Object.keys(row)).toEqual(header);
    },
  );

  test("the ledger's lines are stock movements", () => {
    const text = readFixture("amazon/reports-tsv/GET_LEDGER_DETAIL_VIEW_DATA.tsv", "the ledger") ?? "";
    const table = readTable(text, ledgerColumns);
    const { rows, rejected } = parseLedger(table.rows, request);
    expect(rejected).toEqual([]);
    expect(rows.length).toBe(table.rows.length);
    expect(rows.map((row) => StockMovement.parse(row))).toEqual(rows);
    expect(new Set(rows.map(({ externalId }) => externalId)).size).toBe(rows.length);
    expect(rows[0]).toMatchObject({ day: "2024-12-02", kind: "receipt", quantity: 25, reconciled: 25 });
  });

  test.each([
    ["GET_FBA_REIMBURSEMENTS_DATA", reimbursementColumns],
    ["GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA", returnColumns],
    ["GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA", feePreviewColumns],
  ])("the published header of %s has every column we need", (type, columns) => {
    const text = readFixture(`amazon/reports-tsv/headers/${type}.tsv`, type) ?? "";
    expect(() => readTable(text, columns)).not.toThrow();
  });
});

describe("rows of reports", () => {
  const row = (change: Record<string, string> = {}) => ({
    "approval-date": "2024-12-14",
    "reimbursement-id": "901",
    reason: "Lost_Warehouse",
    sku: "S1",
    fnsku: "X1",
    "currency-unit": "USD",
    "amount-total": "12.50",
    "quantity-reimbursed-cash": "2",
    "quantity-reimbursed-inventory": "0",
    ...change,
  });

  test("a European amount has its comma read as a point", () => {
    const { rows } = parseReimbursements(
      [row({ "amount-total": "1.234,56", "currency-unit": "EUR" })],
      german,
    );
    expect(Reimbursement.parse(rows[0]).amountMicros).toBe(1_234_560_000n);
  });

  test("a reversal is negative whether the sign is written or not, and names what it takes back", () => {
    const reversal = { reason: "Reimbursement_Reversal", "original-reimbursement-id": "900" };
    const { rows } = parseReimbursements([row({ ...reversal, "amount-total": "12.50" })], request);
    expect(Reimbursement.parse(rows[0])).toMatchObject({
      kind: "reversal",
      amountMicros: -12_500_000n,
      externalId: "901:S1",
      originalExternalId: "900:S1",
    });
  });

  test("a row without a readable amount or date is set aside alone", () => {
    const { rows, rejected } = parseReimbursements(
      [row(), row({ "amount-total": "much" }), row({ "approval-date": "2024-02-30" })],
      request,
    );
    expect(rows.length).toBe(1);
    expect(rejected.map(({ field }) => field)).toEqual(["amount-total", "approval-date"]);
  });

  test("what a customer wrote is never read", () => {
    const { rows } = parseReturns(
      [
        {
          "return-date": "2024-12-14T10:00:00-08:00",
          ...{ "order-id": "111-1-1", sku: "S1", fnsku: "X1", quantity: "1", reason: "DEFECTIVE" },
          "customer-comments": "call me at home",
        },
      ],
      request,
    );
    expect(CustomerReturn.parse(rows[0]).returnedAt).toBe("2024-12-14T18:00:00.000Z");
    expect(JSON.stringify(rows)).not.toContain("home");
  });

  test("equal lines of a day are different movements, the same ones every time", () => {
    const line = { Date: "12/14/2024", FNSKU: "X1", EventType: "Adjustments", Quantity: "-1", Reason: "M" };
    const ids = () => parseLedger([line, line], request).rows.map(({ externalId }) => externalId);
    expect(new Set(ids()).size).toBe(2);
    expect(ids()).toEqual(ids());
  });

  test("a fee that is not told is unknown, not zero", () => {
    const { rows } = parseFeePreview(
      [{ sku: "S1", currency: "USD", "your-price": "19.99", "estimated-referral-fee-per-unit": "--" }],
      request,
    );
    expect(FeeEstimate.parse(rows[0])).toMatchObject({
      priceMicros: 19_990_000n,
      referralFeeMicros: null,
      fulfilmentFeeMicros: null,
    });
  });
});
