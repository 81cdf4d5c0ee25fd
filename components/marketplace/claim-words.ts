import type { ClaimKind, ClaimStatus } from "@/lib/domain/claim";
import type { BookReason } from "@/lib/domain/order-books";

export const claimWords = {
  lost_in_warehouse: {
    label: "Lost in a warehouse",
    meaning: "Units the warehouse lost and did not find again.",
  },
  damaged_in_warehouse: {
    label: "Damaged in a warehouse",
    meaning: "Units the warehouse damaged and did not pay for.",
  },
  refund_without_return: {
    label: "Refund without return",
    meaning: "The buyer has the money back; the goods never came back.",
  },
  inbound_shortage: {
    label: "Inbound shortage",
    meaning: "Fewer units were received than a closed shipment held.",
  },
  fee_overcharge: { label: "Fee too high", meaning: "Charged twice, or more than is to be expected." },
  reimbursement_shortfall: {
    label: "Paid too little",
    meaning: "A customer kept the goods, and less was paid for them than they sell for.",
  },
  reimbursement_reversal: {
    label: "Payment taken back",
    meaning: "A reimbursement was taken back though the goods did not turn up.",
  },
} as const satisfies Record<ClaimKind, { label: string; meaning: string }>;

export const claimTabs = {
  open: "Open",
  expired: "Too late",
  resolved: "Resolved",
} as const satisfies Record<ClaimStatus, string>;

export const noClaims = {
  open: "Nothing is owed by what we have read. Each sync looks again.",
  expired: "No claim has passed its deadline.",
  resolved: "No claim was paid or explained yet.",
} as const satisfies Record<ClaimStatus, string>;

export const bookWords = {
  rounding: "rounding",
  not_shipped: "not shipped yet",
  partly_shipped: "shipped in part",
  unfulfillable: "cannot be fulfilled",
  not_posted_yet: "not posted yet",
  before_history: "posted before the days we read",
  unpriced: "price not told",
  unexplained: "not explained",
} as const satisfies Record<BookReason, string>;

/** Days until the end of a day, `today` being the reader's; negative when it is over. */
export const daysUntil = (deadline: string, now: number) =>
  Math.ceil((Date.parse(`${deadline}T23:59:59Z`) - now) / 86_400_000) - 1;
