import { FoldedTable } from "@/components/ui/folded-table";
import { formatLongDay } from "@/components/ui/format-time";
import { WhyCell } from "@/components/why/why-cell";
import { type DayPoint, type MetricName, metricWords } from "./daily";
import { FinalityMark } from "./finality-mark";
import { formatMetric } from "./metric-tile";

type Props = { metric: MetricName; days: DayPoint[]; currency: string };

/** The chart's numbers, newest day first. */
export function MetricTable({ metric, days, currency }: Props) {
  return (
    <FoldedTable title="Show the days as a table" label={`${metricWords[metric].label} by day`}>
      <thead className="sticky top-0 bg-surface text-ink-faint text-xs">
        <tr>
          <th className="px-4 py-1 text-left font-normal">Day</th>
          <th className="px-4 py-1 text-left font-normal">Can it change?</th>
          <th className="px-4 py-1 text-right font-normal">{metricWords[metric].label}</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, total, finality }) => (
          <tr key={day} className="border-line border-t">
            <td className="px-4 py-1">{formatLongDay(day)}</td>
            <td className="px-4 py-1">
              <FinalityMark finality={finality} />
            </td>
            <td className="px-4 py-1 text-right">
              {total === null ? (
                "–"
              ) : (
                <WhyCell
                  text={formatMetric(metric, total, currency)}
                  target={{
                    connectionId: null,
                    level: "account",
                    entityId: null,
                    from: day,
                    to: day,
                    metric,
                    currency,
                  }}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </FoldedTable>
  );
}
