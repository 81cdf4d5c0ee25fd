import * as z from "zod";
import { Finality } from "@/lib/domain/finality";
import { GapReason } from "@/lib/domain/gap";

const Status = z.enum(["ok", "gap"]);

/** One number of one account day: what the account says, and what its campaigns or ads add up to. */
export const ReconciliationCheck = z.object({
  level: z.enum(["campaign", "ad"]),
  metric: z.enum(["spend", "impressions", "clicks"]),
  account: z.string(),
  sum: z.string(),
  /** `account` less `sum`. */
  gap: z.string(),
  /** Null when there is no gap. */
  reason: GapReason.nullable(),
  /** `ok` when nothing is missing, or only what rounding or the next reading makes up for. */
  status: Status,
});
export type ReconciliationCheck = z.infer<typeof ReconciliationCheck>;

export const ReconciliationDay = z.object({
  account_id: z.string(),
  account_name: z.string(),
  currency: z.string(),
  day: z.string(),
  finality: Finality,
  status: Status,
  checks: z.array(ReconciliationCheck),
});
export type ReconciliationDay = z.infer<typeof ReconciliationDay>;

export const Reconciliation = z.object({
  from: z.string(),
  to: z.string(),
  /** `gap` when one of the days has one. */
  status: Status,
  days_checked: z.number().int(),
  days_with_gap: z.number().int(),
  /** Newest first. */
  days: z.array(ReconciliationDay),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
