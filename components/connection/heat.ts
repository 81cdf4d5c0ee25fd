import type { RestatementCell, Restatements } from "@/lib/api/connection-detail";
import { daysOf } from "@/lib/domain/day";

export type HeatRow = { day: string; cells: (RestatementCell | null)[] };
export type Heat = { rows: HeatRow[]; ages: number[]; most: number };

/** Days newest first, ages up to the end of the provider's restatement window or the oldest move that was seen. */
export function heatOf({ from, to, restatement_days, cells }: Restatements): Heat {
  const oldest = Math.max(restatement_days, ...cells.map(({ age_days }) => age_days));
  const ages = Array.from({ length: oldest + 1 }, (_, age) => age);
  const known = new Map(cells.map((cell) => [`${cell.day} ${cell.age_days}`, cell]));
  const rows = daysOf({ from, to })
    .toReversed()
    .map((day) => ({ day, cells: ages.map((age) => known.get(`${day} ${age}`) ?? null) }));
  return { rows, ages, most: Math.max(1, ...cells.map(({ changes }) => changes)) };
}

/** 1 to 4: how many numbers moved, on a logarithmic scale, since the running day moves most by far. */
export const heatStep = (changes: number, most: number): number =>
  Math.min(4, Math.max(1, Math.ceil((Math.log1p(changes) / Math.log1p(most)) * 4)));
