import { dayIn } from "@/lib/domain/day";
import { isoTime, wallAt } from "../../simulation";
import type { AccountNode } from "./accounts";
import { centreOf } from "./incidents";
import { productsOf } from "./products";
import { earlyReturnsIn, movementsBetween, paymentsIn, returnsIn } from "./report-rows";
import { reservedOf, stockOf, totalStock, unfulfillableOf } from "./stock";
import { amount } from "./wire-orders";

type Cells = Record<string, string | number | null>;
export type ReportText = { rows: Cells[]; isQuoted?: boolean };
export type Span = { from: number; to: number; now: number };

const slashed = (timezone: string, at: number) => {
  const [year, month, day] = dayIn(timezone, new Date(at)).split("-");
  return `${month}/${day}/${year}`;
};
const local = (timezone: string, at: number) => isoTime(timezone, wallAt(timezone, new Date(at)));

function ledger(account: AccountNode, { from, to, now }: Span): ReportText {
  const rows = movementsBetween(account, from, Math.min(to, now)).map((movement) => {
    const { at, product, eventType, referenceId, quantity, centre, disposition, reason, settled } = movement;
    const settledUnits = settled && settled.at <= now ? settled.quantity : 0;
    const isOpen = eventType === "Adjustments";
    return {
      Date: slashed(account.timezone, at),
      ...{ FNSKU: product.fnsku, ASIN: product.asin, MSKU: product.sku, Title: product.title },
      ...{ EventType: eventType, ReferenceID: referenceId, Quantity: quantity, FulfillmentCenter: centre },
      ...{ Disposition: disposition, Reason: reason, Country: account.marketplace.country },
      ReconciledQuantity: isOpen ? settledUnits : Math.abs(quantity),
      UnreconciledQuantity: isOpen ? Math.abs(quantity) - settledUnits : 0,
    };
  });
  return { rows, isQuoted: true };
}

function reimbursements(account: AccountNode, { from, to, now }: Span): ReportText {
  const rows = paymentsIn(account, from, Math.min(to, now)).map((payment) => {
    const { id, at, reason, product, orderId, amountMinor, cash, replaced, originalId } = payment;
    return {
      "approval-date": local(account.timezone, at),
      ...{ "reimbursement-id": id, "case-id": "", "amazon-order-id": orderId, reason },
      ...{ sku: product.sku, fnsku: product.fnsku, asin: product.asin, "product-name": product.title },
      ...{ condition: "NewItem", "currency-unit": account.currency },
      "amount-per-unit": amount(cash ? Math.round(amountMinor / cash) : 0),
      "amount-total": amount(amountMinor),
      ...{ "quantity-reimbursed-cash": cash, "quantity-reimbursed-inventory": replaced },
      "quantity-reimbursed-total": cash + replaced,
      ...{
        "original-reimbursement-id": originalId,
        "original-reimbursement-type": originalId ? "Lost_Warehouse" : "",
      },
    };
  });
  return { rows };
}

function returns(account: AccountNode, { from, to, now }: Span): ReportText {
  const until = Math.min(to, now);
  const own = returnsIn(account, from, until).flatMap(({ id, items: [first], refund, key }) =>
    first && refund?.returnedAt ? [{ id, at: refund.returnedAt, product: first.product, key }] : [],
  );
  const rows = [...own, ...earlyReturnsIn(account, from, until)].map(({ id, at, product, key }) => ({
    "return-date": local(account.timezone, at),
    ...{ "order-id": id, sku: product.sku, asin: product.asin, fnsku: product.fnsku },
    ...{ "product-name": product.title, quantity: 1, "fulfillment-center-id": centreOf(key) },
    ...{ "detailed-disposition": key % 3 ? "SELLABLE" : "CUSTOMER_DAMAGED", reason: "UNWANTED_ITEM" },
    ...{ status: "Unit returned to inventory", "license-plate-number": `LPN${key}`, "customer-comments": "" },
  }));
  return { rows };
}

const feePreview = (account: AccountNode): ReportText => ({
  rows: productsOf(account).map((product) => ({
    ...{ sku: product.sku, fnsku: product.fnsku, asin: product.asin, "product-name": product.title },
    ...{ "product-group": "Outdoors", brand: "Northwind", "fulfilled-by": "Amazon" },
    ...{ "your-price": amount(product.priceMinor), "sales-price": amount(product.priceMinor) },
    ...{ "product-size-weight-band": "Large Standard-Size", currency: account.currency },
    "estimated-fee-total": amount(product.referralMinor + product.fulfilmentMinor),
    "estimated-referral-fee-per-unit": amount(product.referralMinor),
    "estimated-variable-closing-fee": "0.00",
    "expected-domestic-fulfilment-fee-per-unit": amount(product.fulfilmentMinor),
  })),
});

const afnInventory = (account: AccountNode, { now }: Span): ReportText => ({
  rows: stockOf(account, now).map((stock) => ({
    ...{
      "seller-sku": stock.product.sku,
      "fulfillment-channel-sku": stock.product.fnsku,
      asin: stock.product.asin,
    },
    ...{
      "condition-type": "NewItem",
      "Warehouse-Condition-code": "SELLABLE",
      "Quantity Available": stock.fulfillable,
    },
  })),
});

const allInventory = (account: AccountNode, { now }: Span): ReportText => ({
  rows: stockOf(account, now).map((stock) => ({
    ...{ sku: stock.product.sku, fnsku: stock.product.fnsku, asin: stock.product.asin },
    ...{
      "product-name": stock.product.title,
      condition: "New",
      "your-price": amount(stock.product.priceMinor),
    },
    ...{ "afn-fulfillable-quantity": stock.fulfillable, "afn-unsellable-quantity": unfulfillableOf(stock) },
    ...{ "afn-reserved-quantity": reservedOf(stock), "afn-total-quantity": totalStock(stock) },
  })),
});

/** Report types this seller can ask for. */
export const reportTexts: Record<string, (account: AccountNode, span: Span) => ReportText> = {
  GET_LEDGER_DETAIL_VIEW_DATA: ledger,
  GET_FBA_REIMBURSEMENTS_DATA: reimbursements,
  GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA: returns,
  GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA: feePreview,
  GET_AFN_INVENTORY_DATA: afnInventory,
  GET_FBA_MYI_ALL_INVENTORY_DATA: allInventory,
};

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Tab-separated text; reports that quote do so in every field. */
export function tableText({ rows, isQuoted }: ReportText): string {
  const [first] = rows;
  const names = first ? Object.keys(first) : [];
  const line = (cells: string[]) => cells.map((cell) => (isQuoted ? quoted(cell) : cell)).join("\t");
  const body = rows.map((row) => line(names.map((name) => String(row[name] ?? ""))));
  return [line(names), ...body].join("\n");
}

/** Windows-1252, in which western marketplaces write. */
export const toWindows1252 = (text: string): Buffer => Buffer.from(text.replaceAll("–", "\u0096"), "latin1");
