import * as z from "zod";
import { blankAsMissing, Count, Currency, CurrencyV0, Moment, type Money, Rows } from "./schema-values";

const text = blankAsMissing(z.string());
const token = blankAsMissing(z.string());

export const TransactionsAnswer = z.object({
  payload: z.object({ transactions: Rows.nullish().transform((rows) => rows ?? []), nextToken: token }),
});

export type Breakdown = { type: string; amount: Money; parts: Breakdown[] };
type WireBreakdown = { breakdownType?: string; breakdownAmount?: unknown; breakdowns?: unknown };
const deepest = 12;

const Node = z.object({ breakdownType: z.string().default("Other"), breakdownAmount: Currency });

function toBreakdown(raw: unknown, depth: number, context: z.RefinementCtx): Breakdown[] {
  const node = Node.safeParse(raw);
  if (!node.success || depth > deepest) {
    context.addIssue({ code: "custom", message: depth > deepest ? "nested too deep" : "not a breakdown" });
    return [];
  }
  const inner = (raw as WireBreakdown).breakdowns;
  const parts = Array.isArray(inner) ? inner.flatMap((part) => toBreakdown(part, depth + 1, context)) : [];
  return [{ type: node.data.breakdownType, amount: node.data.breakdownAmount, parts }];
}

/** Amounts that are made of amounts, as deep as Amazon nests them. */
export const Breakdowns = Rows.nullish().transform((rows, context) =>
  (rows ?? []).flatMap((row) => toBreakdown(row, 0, context)),
);

const Context = z.looseObject({ contextType: text, sku: text, asin: text, quantityShipped: Count.nullish() });
const Related = z.object({ relatedIdentifierName: text, relatedIdentifierValue: text });
const ItemRelated = z.object({ itemRelatedIdentifierName: text, itemRelatedIdentifierValue: text });

export const TransactionItem = z.object({
  description: text,
  totalAmount: Currency.nullish(),
  relatedIdentifiers: z.array(ItemRelated).nullish(),
  breakdowns: Breakdowns,
  contexts: z.array(Context).nullish(),
});
export type TransactionItem = z.infer<typeof TransactionItem>;

export const Transaction = z.object({
  transactionId: text,
  transactionType: z.string().default("Other"),
  transactionStatus: text,
  description: text,
  postedDate: Moment,
  totalAmount: Currency,
  sellingPartnerMetadata: z.object({ sellingPartnerId: text, marketplaceId: text }).nullish(),
  marketplaceDetails: z.object({ marketplaceId: text }).nullish(),
  relatedIdentifiers: z.array(Related).nullish(),
  items: z.array(TransactionItem).nullish(),
  breakdowns: Breakdowns,
  contexts: z.array(Context).nullish(),
});
export type Transaction = z.infer<typeof Transaction>;

export const FinancialEventsAnswer = z.object({
  payload: z.object({
    NextToken: token,
    FinancialEvents: z
      .record(z.string(), Rows.nullish())
      .nullish()
      .transform((lists) => lists ?? {}),
  }),
});
export { CurrencyV0 };
