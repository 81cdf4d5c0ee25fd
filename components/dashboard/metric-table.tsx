import { formatLongDay } from "@/components/ui/format-time";
import { WhyCell } from "@/components/why/why-cell";
import { type DayPoint, type MetricName, metricWords } from "./daily";
import { FinalityMark } from "./finality-mark";
import { formatMetric } from "./metric-tile";

type Props = { metric: MetricName; days: DayPoint[]; currency: string };

/** The chart's numbers in rows, for reading exactly and for screen readers. */
export function MetricTable({ metric, days, currency }: Props) {
  return (
    <details className="border-line border-t">
      <summary className="flex h-9 cursor-pointer items-center px-4 text-ink-soft text-sm hover:text-ink">
        Show the days as a table
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        aria-label={`${metricWords[metric].label} by day`}
        className="max-h-64 overflow-y-auto"
      >
        <table className="w-full text-sm">
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
        </table>
      </section>
    </details>
  );
}
