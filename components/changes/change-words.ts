import { formatExact, formatMoney, formatShare } from "@/components/ui/format";
import type { Change } from "@/lib/api/numbers";

const moneyMetrics = new Set(["spend", "revenue", "profit"]);

/** A value with its unit: money in the account's currency, counts as they are. */
export function valueWords(
  { metric, currency }: Pick<Change, "metric" | "currency">,
  value: string | null,
): string {
  if (value === null) return "none";
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return moneyMetrics.has(metric) && currency ? formatMoney(number, currency, "exact") : formatExact(number);
}

/** Less than this would be written as no change. */
const leastShare = 0.001;

/** `+12.5 %`; empty where there is nothing to compare with. */
export function shareWords({ old, new: now }: Pick<Change, "old" | "new">): string {
  const before = Number(old);
  const after = Number(now);
  if (old === null || now === null || !(before > 0) || !Number.isFinite(after)) return "";
  const share = (after - before) / before;
  if (share !== 0 && Math.abs(share) < leastShare)
    return `${share > 0 ? "+" : "-"}<${formatShare(leastShare)}`;
  return `${share > 0 ? "+" : ""}${formatShare(share)}`;
}

type Cause = { label: string; meaning: string };

const causes: Record<string, Cause> = {
  first_import: { label: "first read", meaning: "It came with the account's first sync." },
  intraday_growth: {
    label: "the day went on",
    meaning: "The day was still running when it was read before.",
  },
  late_attribution: {
    label: "counted later",
    meaning: "The provider credited conversions to the day after it had ended.",
  },
  restatement: { label: "restated", meaning: "The provider corrected a day it had told before." },
  deletion: { label: "deleted", meaning: "The provider no longer tells it." },
  backfill: { label: "read again", meaning: "Somebody had these days read again." },
};

const unknown: Cause = { label: "cause unknown", meaning: "The provider does not say why." };

export const causeOf = ({ cause }: Pick<Change, "cause">): Cause => causes[cause] ?? unknown;
