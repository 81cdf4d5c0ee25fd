import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import { formatShare } from "@/components/ui/format";

type Props = { now: number | null; before: number | null; nowText: string; beforeText: string };

/** Against the period before. Neither direction is good or bad in itself, so it has no status colour. */
export function Delta({ now, before, nowText, beforeText }: Props) {
  if (now === null || before === null || before === 0)
    return <span className="text-ink-faint">no earlier period</span>;
  const share = (now - before) / before;
  const words = `${nowText} against ${beforeText} in as many days before; days still running are left out`;
  const Icon = share > 0 ? TrendingUp : share < 0 ? TrendingDown : Minus;
  return (
    <span title={words} className="inline-flex items-center gap-1 text-ink-soft">
      <Icon aria-hidden="true" className="size-3.5" />
      {share > 0 ? "+" : ""}
      {formatShare(share)}
      <span className="sr-only"> ({words})</span>
    </span>
  );
}
