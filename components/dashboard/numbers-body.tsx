"use client";

import { clsx } from "clsx";
import dynamic from "next/dynamic";
import { useProviderNames } from "@/components/connections/use-provider-names";
import { useUrlFilter } from "@/components/shell/use-url-filter";
import { Skeleton } from "@/components/ui/skeleton";
import type { MetricRow } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";
import { isMetricName, metricNames, metricWords, providersOf, seriesOf } from "./daily";
import { FinalityLegend } from "./finality-legend";
import { Legend } from "./legend";
import { MetricTable } from "./metric-table";
import { MetricTile } from "./metric-tile";

const MetricChart = dynamic(() => import("./metric-chart").then((module) => module.MetricChart), {
  ssr: false,
  loading: () => <Skeleton className="h-full" />,
});

type Props = {
  rows: MetricRow[];
  range: DayRange;
  currency: string;
  isOneOfSeveral: boolean;
  isOld: boolean;
};

export function NumbersBody({ rows, range, currency, isOneOfSeveral, isOld }: Props) {
  const filter = useUrlFilter();
  const nameOf = useProviderNames();
  const asked = filter.get("metric");
  const chosen = isMetricName(asked) ? asked : "spend";
  const providers = providersOf(rows);
  const { days } = seriesOf(rows, chosen, range);
  return (
    <div className={clsx("flex flex-1 flex-col transition-opacity", isOld && "opacity-60")} aria-busy={isOld}>
      <div className="grid grid-cols-2 gap-px border-line border-b bg-line sm:grid-cols-4">
        {metricNames.map((metric) => (
          <MetricTile
            key={metric}
            metric={metric}
            series={seriesOf(rows, metric, range)}
            currency={currency}
            isChosen={metric === chosen}
            onChoose={() => filter.set({ metric })}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3">
        <Legend providers={providers} nameOf={nameOf} />
        <p className="text-ink-faint text-xs">
          {isOneOfSeveral ? `Accounts in ${currency} only · ` : ""}days still running, in a lighter shade
        </p>
      </div>
      <figure
        aria-label={`${metricWords[chosen].label} by day and provider. The same numbers are in the table below.`}
        className="h-60 flex-auto px-2 pt-2 pb-2"
      >
        <MetricChart metric={chosen} days={days} providers={providers} currency={currency} nameOf={nameOf} />
      </figure>
      <FinalityLegend days={days} />
      <MetricTable metric={chosen} days={days} currency={currency} />
    </div>
  );
}
