import { formatDay } from "@/components/ui/format-time";
import { Finality } from "@/lib/domain/finality";
import type { DayPoint } from "./daily";
import { FinalityMark } from "./finality-mark";

const spanWords = (from: string, to: string) =>
  from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;

/** Which days of the chart can still move; nothing while no day says so. */
export function FinalityLegend({ days }: { days: DayPoint[] }) {
  const spans = Finality.options.flatMap((finality) => {
    const own = days.filter((point) => point.finality === finality).map(({ day }) => day);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [{ finality, words: spanWords(first, last) }] : [];
  });
  if (spans.length === 0) return null;
  return (
    <ul aria-label="Which days can still change" className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-3 text-xs">
      {spans.toReversed().map(({ finality, words }) => (
        <li key={finality} className="text-ink-faint">
          <FinalityMark finality={finality} /> {words}
        </li>
      ))}
    </ul>
  );
}
