import { formatCount, formatExact, formatMoney, formatShare } from "@/components/ui/format";
import type { Change } from "@/lib/api/numbers";

const moneyMetrics = new Set(["spend", "revenue", "profit"]);

type Value = Pick<Change, "metric" | "currency" | "old" | "new">;

function valueWords({ metric, currency }: Value, value: string | null, isExact: boolean): string {
  if (value === null) return "none";
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (moneyMetrics.has(metric) && currency)
    return formatMoney(number, currency, isExact ? "exact" : "standard");
  return isExact ? formatExact(number) : formatCount(number);
}

/** The value before and after, with its unit; with all its digits where both would read alike. */
export function pairWords(change: Value): { before: string; after: string } {
  const words = (isExact: boolean) => ({
    before: valueWords(change, change.old, isExact),
    after: valueWords(change, change.new, isExact),
  });
  const rounded = words(false);
  return rounded.before === rounded.after ? words(true) : rounded;
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
