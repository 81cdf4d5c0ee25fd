"use client";

import { clsx } from "clsx";
import { RadioGroup } from "radix-ui";
import { formatCount, formatShare } from "@/components/ui/format";
import { Meter } from "@/components/ui/meter";
import type { FrequencyChoice } from "@/lib/api/connection";
import { Frequency, frequencyLabels } from "@/lib/domain/frequency";

type Props = {
  choices: FrequencyChoice[];
  value: Frequency;
  onChange: (frequency: Frequency) => void;
};

/** How often to sync: what each choice costs, and why one cannot be had. */
export function FrequencyChoices({ choices, value, onChange }: Props) {
  return (
    <RadioGroup.Root
      aria-label="How often to sync"
      value={value}
      onValueChange={(text) => onChange(Frequency.parse(text))}
      className="flex flex-col divide-y rounded-lg border border-line"
    >
      {choices.map((choice) => (
        <Choice key={choice.frequency} choice={choice} />
      ))}
    </RadioGroup.Root>
  );
}

function Choice({ choice }: { choice: FrequencyChoice }) {
  const { frequency, allowed, reason } = choice;
  return (
    <RadioGroup.Item
      value={frequency}
      disabled={!allowed}
      aria-label={`${frequencyLabels[frequency]}: ${costOf(choice)}${reason ? `. ${reason}` : ""}`}
      className="group flex items-start gap-3 px-3 py-2 text-left enabled-hover:bg-raised disabled:cursor-not-allowed"
    >
      <span className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-line-control group-data-[state=checked]:border-accent-fill group-data-[state=checked]:border-5" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center justify-between gap-x-4">
          <span className={clsx("font-medium", !allowed && "text-ink-faint")}>
            {frequencyLabels[frequency]}
          </span>
          <span className="inline-flex items-center gap-2 text-ink-soft text-sm">
            {frequency === "manual" ? null : (
              <span aria-hidden="true">
                <Meter share={choice.budget_share} label="" />
              </span>
            )}
            <span className="sm:min-w-54">{costOf(choice)}</span>
          </span>
        </span>
        {reason ? <span className="block text-ink-soft text-sm">{reason}</span> : null}
      </span>
    </RadioGroup.Item>
  );
}

function costOf({ frequency, calls_per_hour, budget_share }: FrequencyChoice): string {
  if (frequency === "manual") return "only when you ask";
  return `${formatCount(calls_per_hour)} calls/h · ${formatShare(budget_share)} of the budget`;
}
