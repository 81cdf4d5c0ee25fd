"use client";

import { clsx } from "clsx";
import { formatCount } from "@/components/ui/format";
import { toneText } from "@/components/ui/tone";
import type { Connection } from "@/lib/api/connection";
import { countHealth, type HealthGroup, healthGroups, healthWords } from "./health-groups";

type Props = {
  connections: Connection[];
  chosen: HealthGroup | null;
  onChoose: (group: HealthGroup | null) => void;
};

/** How many are well, at work or in need; each count filters the list. */
export function HealthCounters({ connections, chosen, onChoose }: Props) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="sr-only">Filter by state</legend>
      {countHealth(connections).map(({ group, count }) => (
        <Counter
          key={group}
          group={group}
          count={count}
          isChosen={chosen === group}
          onPress={() => onChoose(chosen === group ? null : group)}
        />
      ))}
    </fieldset>
  );
}

type CounterProps = { group: HealthGroup; count: number; isChosen: boolean; onPress: () => void };

function Counter({ group, count, isChosen, onPress }: CounterProps) {
  const { meaning, tone, icon: Icon } = healthGroups[group];
  return (
    <button
      type="button"
      title={meaning}
      aria-pressed={isChosen}
      onClick={onPress}
      className={clsx(
        "inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm hover:bg-raised",
        isChosen ? "border-accent bg-accent-tint" : "border-line bg-surface",
      )}
    >
      <Icon aria-hidden="true" className={clsx("size-3.5", count > 0 ? toneText[tone] : "text-ink-faint")} />
      <span className="font-semibold">{formatCount(count)}</span>
      <span className="text-ink-soft">{healthWords(group, count)}</span>
    </button>
  );
}
