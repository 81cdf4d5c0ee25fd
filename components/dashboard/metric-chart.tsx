"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCompact, formatMoney } from "@/components/ui/format";
import { formatDay } from "@/components/ui/format-time";
import { ChartTooltip } from "./chart-tooltip";
import { type DayPoint, isRunning, type MetricName, metricWords } from "./daily";
import { colorOf } from "./series-colors";

type Props = {
  metric: MetricName;
  days: DayPoint[];
  providers: string[];
  currency: string;
  nameOf: (provider: string) => string;
};

const axis = { tickLine: false, axisLine: false, tick: { fill: "var(--ink-faint)", fontSize: 12 } } as const;

/** A bar a day, stacked by provider. */
export function MetricChart({ metric, days, providers, currency, nameOf }: Props) {
  const running = new Set(days.filter(isRunning).map(({ day }) => day));
  const isMoney = metricWords[metric].isMoney;
  const short = (value: number) => (isMoney ? formatMoney(value, currency, "compact") : formatCompact(value));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={days}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={formatDay} minTickGap={28} {...axis} />
        <YAxis tickFormatter={short} width={62} {...axis} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--raised)" }}
          content={({ active, payload }) => {
            const point = active ? (payload?.[0]?.payload as DayPoint | undefined) : undefined;
            if (!point) return null;
            return <ChartTooltip {...{ point, metric, providers, currency, nameOf }} />;
          }}
        />
        {providers.map((provider, index) => (
          <Bar
            key={provider}
            name={nameOf(provider)}
            dataKey={(point: DayPoint) => point.parts[provider] ?? 0}
            stackId="day"
            fill={colorOf(index)}
            maxBarSize={28}
            isAnimationActive={false}
            shape={({ payload, ...bar }) => (
              <Rectangle {...bar} fillOpacity={running.has(payload?.day) ? 0.45 : 1} />
            )}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
