"use client";

import { clsx } from "clsx";
import { formatCount, formatMoney } from "@/components/ui/format";
import { Glow } from "@/components/ui/glow";
import { type MetricName, metricWords, type Series } from "./daily";
import { Delta } from "./delta";
import { Sparkline } from "./sparkline";

export function formatMetric(metric: MetricName, value: number | null, currency: string): string {
  if (value === null) return "–";
  return metricWords[metric].isMoney ? formatMoney(value, currency) : formatCount(value);
}

type Props = {
  metric: MetricName;
  series: Series;
  currency: string;
  isChosen: boolean;
  onChoose: () => void;
};

/** A total, how it moved and its shape; pressing it puts the metric on the chart. */
export function MetricTile({ metric, series, currency, isChosen, onChoose }: Props) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={clsx(
        "flex min-w-0 flex-col gap-1 bg-surface p-3 text-left hover:bg-raised",
        isChosen ? "shadow-[inset_0_2px_0_var(--accent-fill)]" : "",
      )}
    >
      <span className={clsx("text-sm", isChosen ? "font-medium text-ink" : "text-ink-soft")}>
        {metricWords[metric].label}
      </span>
      <span className="truncate font-semibold text-lg tracking-tight">
        <Glow
          key={`${currency} ${series.days[0]?.day} ${series.days.length}`}
          text={formatMetric(metric, series.total, currency)}
        />
      </span>
      <span className="text-xs">
        <Delta
          now={series.complete}
          before={series.previous}
          nowText={formatMetric(metric, series.complete, currency)}
          beforeText={formatMetric(metric, series.previous, currency)}
        />
      </span>
      <Sparkline days={series.days} />
    </button>
  );
}
