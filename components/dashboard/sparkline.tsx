import type { DayPoint } from "./daily";

const height = 28;

/** The shape of a series; its numbers are in the tile and in the table. */
export function Sparkline({ days }: { days: DayPoint[] }) {
  const known = days.flatMap(({ total }) => (total === null ? [] : [total]));
  const low = Math.min(...known);
  const spread = Math.max(...known) - low || 1;
  const step = days.length > 1 ? 100 / (days.length - 1) : 100;
  const points = days.flatMap(({ total }, index) =>
    total === null
      ? []
      : [`${(index * step).toFixed(2)},${(height - 2 - ((total - low) / spread) * (height - 4)).toFixed(2)}`],
  );
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      className="h-7 w-full text-accent-fill"
    >
      <title>Trend</title>
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
