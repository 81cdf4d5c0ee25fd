import * as z from "zod";
import { ClaimKind } from "@/lib/domain/claim";
import { ClaimSettings } from "@/lib/domain/claim-settings";
import { BookReason } from "@/lib/domain/order-books";

const count = z.number().int();
/** One amount per currency: they are never added up. */
const Amounts = z.array(z.object({ currency: z.string(), amount: z.string() }));

/** Of one connection, or of all. */
export const MarketSummaryQuery = z.object({ connectionId: z.string().optional() });
export type MarketSummaryQuery = z.infer<typeof MarketSummaryQuery>;

/** What the dashboard tells of the marketplaces; `is_connected` false when there is none. */
export const MarketSummary = z.object({
  is_connected: z.boolean(),
  orders: z.object({ total: count, last_30_days: count, sales_last_30_days: Amounts }),
  stock: z.object({ listings: count, units: count, out_of_stock: count }),
  /** Charged in the last 30 days, less what was given back; positive. */
  fees: z.object({ last_30_days: Amounts }),
  claims: z.object({
    open: count,
    amounts: Amounts,
    /** Open ones whose deadline is within seven days. */
    due_soon: count,
    by_kind: z.array(z.object({ kind: ClaimKind, open: count })),
  }),
  /** Orders against transactions, newest month first. */
  books: z.array(
    z.object({
      connection_id: z.string(),
      connection_name: z.string(),
      account_id: z.string(),
      currency: z.string(),
      month: z.string(),
      orders: count,
      ordered: z.string(),
      posted: z.string(),
      gap: z.string(),
      reasons: z.array(z.object({ reason: BookReason, orders: count, amount: z.string() })),
    }),
  ),
});
export type MarketSummary = z.infer<typeof MarketSummary>;

export const ClaimSettingsResponse = z.object({
  settings: ClaimSettings,
  defaults: ClaimSettings,
  is_default: z.boolean(),
});
export type ClaimSettingsResponse = z.infer<typeof ClaimSettingsResponse>;

/** The rules to change; others stay. Null goes back to the defaults. */
export const ClaimSettingsRequest = z.object({ settings: ClaimSettings.partial().nullable() });
export type ClaimSettingsRequest = z.infer<typeof ClaimSettingsRequest>;
