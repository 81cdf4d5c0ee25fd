import { formatLongDay } from "@/components/ui/format-time";
import type { DayPoint, MetricName } from "./daily";
import { formatMetric } from "./metric-tile";
import { colorOf } from "./series-colors";

type Props = {
  point: DayPoint;
  metric: MetricName;
  providers: string[];
  currency: string;
  nameOf: (provider: string) => string;
};

export function ChartTooltip({ point, metric, providers, currency, nameOf }: Props) {
  return (
    <div className="min-w-44 rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-pop">
      <p className="font-medium">{formatLongDay(point.day)}</p>
      {providers.map((provider, index) => (
        <p key={provider} className="flex items-center justify-between gap-4">
          <span className="inline-flex items-center gap-1.5 text-ink-soft">
            <span className="size-2 rounded-full" style={{ background: colorOf(index) }} />
            {nameOf(provider)}
          </span>
          <span>{formatMetric(metric, point.parts[provider] ?? null, currency)}</span>
        </p>
      ))}
      {providers.length > 1 ? (
        <p className="mt-1 flex justify-between border-line border-t pt-1 font-medium">
          <span>Total</span>
          <span>{formatMetric(metric, point.total, currency)}</span>
        </p>
      ) : null}
    </div>
  );
}
