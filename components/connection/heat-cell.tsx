import { clsx } from "clsx";
import type { KeyboardEvent } from "react";
import { formatShare, plural } from "@/components/ui/format";
import { formatLongDay } from "@/components/ui/format-time";
import type { RestatementCell } from "@/lib/api/connection-detail";
import { heatStep } from "./heat";

export const heatLooks = [
  "bg-raised",
  "bg-accent-fill/25",
  "bg-accent-fill/50",
  "bg-accent-fill/75",
  "bg-accent-fill",
] as const;

/** `Fri, 20 Nov 2026, 2 days old: 14 numbers moved, by 3.2 % at most`. */
export function heatWords({
  day,
  age_days,
  changes,
  entities,
  largest_share: share,
}: RestatementCell): string {
  const age = age_days === 0 ? "on the day itself" : `${plural(age_days, "day")} old`;
  const most = share === null ? "" : `, by ${formatShare(share)} at most`;
  return `${formatLongDay(day)}, ${age}: ${plural(changes, "number")} of ${plural(entities, "entity", "entities")} moved${most}`;
}

type Props = {
  cell: RestatementCell | null;
  most: number;
  place: string;
  /** The one cell of the map the Tab key reaches; arrow keys go on from there. */
  isHere: boolean;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** One day at one age; empty where nothing moved. */
export function HeatCell({ cell, most, place, isHere, onChoose, onKeyDown }: Props) {
  const step = cell === null ? 0 : heatStep(cell.changes, most);
  const words = cell === null ? "no move" : heatWords(cell);
  return (
    <td className="p-0">
      <button
        type="button"
        data-place={place}
        tabIndex={isHere ? 0 : -1}
        onFocus={onChoose}
        onClick={onChoose}
        onKeyDown={onKeyDown}
        aria-label={words}
        title={cell === null ? undefined : words}
        className={clsx("block h-4 w-full min-w-3 rounded-xs", heatLooks[step])}
      />
    </td>
  );
}
