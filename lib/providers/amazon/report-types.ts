/** Columns that must be there, per report type. https://developer-docs.amazon.com/sp-api/docs/report-type-values */
export const ledgerColumns = [
  ...["Date", "FNSKU", "ASIN", "MSKU", "EventType", "ReferenceID", "Quantity", "FulfillmentCenter"],
  ...["Disposition", "Reason"],
] as const;

export const reimbursementColumns = [
  ...["approval-date", "reimbursement-id", "case-id", "amazon-order-id", "reason", "sku", "fnsku"],
  ...["currency-unit", "amount-total", "quantity-reimbursed-cash", "quantity-reimbursed-inventory"],
  ...["original-reimbursement-id"],
] as const;

export const returnColumns = [
  ...["return-date", "order-id", "sku", "asin", "fnsku", "quantity", "detailed-disposition", "reason"],
  "license-plate-number",
] as const;

export const feePreviewColumns = [
  ...["sku", "fnsku", "asin", "your-price", "currency", "estimated-referral-fee-per-unit"],
] as const;

const hourMs = 3_600_000;
/** FBA reports of a day may be asked for every four hours, those of the moment every thirty minutes. */
export const daily = 4 * hourMs;
/** The fee preview is made once a day for a seller, and only from 72 hours ago on. https://developer-docs.amazon.com/sp-api/docs/report-type-values-fba */
export const feePreviewPace = { cadenceMs: 24 * hourMs, backMs: 73 * hourMs };
