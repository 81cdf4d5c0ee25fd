import type { Tone } from "@/components/ui/tone";
import type { FeeKind } from "@/lib/domain/fee";
import type { OrderStatus } from "@/lib/domain/order";

export const orderWords = {
  pending: { label: "Pending", tone: "off" },
  unshipped: { label: "To ship", tone: "warn" },
  partially_shipped: { label: "Shipped in part", tone: "warn" },
  shipped: { label: "Shipped", tone: "good" },
  cancelled: { label: "Cancelled", tone: "off" },
  unfulfillable: { label: "Cannot be fulfilled", tone: "bad" },
  other: { label: "Other", tone: "off" },
} as const satisfies Record<OrderStatus, { label: string; tone: Tone }>;

export const feeWords = {
  sale: "Sale",
  refund: "Refund",
  service_fee: "Service fee",
  adjustment: "Adjustment",
  reimbursement: "Reimbursement",
  advertising: "Advertising",
  transfer: "Payout",
  other: "Other",
} as const satisfies Record<FeeKind, string>;
