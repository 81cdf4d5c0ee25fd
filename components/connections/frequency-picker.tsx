"use client";

import { useId } from "react";
import { useRefusals } from "@/components/shell/viewer";
import { formatCount, formatShare } from "@/components/ui/format";
import { type Choice, Select } from "@/components/ui/select";
import type { Connection, FrequencyChoice } from "@/lib/api/connection";
import { Frequency, frequencyLabels } from "@/lib/domain/frequency";
import { useSetFrequency } from "./use-set-frequency";

const forecastOf = ({ calls_per_hour, budget_share }: FrequencyChoice): string =>
  `${formatCount(calls_per_hour)} calls/h · ${formatShare(budget_share)}`;

function toChoice(choice: FrequencyChoice): Choice {
  return {
    value: choice.frequency,
    label: frequencyLabels[choice.frequency],
    note: choice.frequency === "manual" ? "only when you ask" : forecastOf(choice),
    refusal: choice.allowed ? undefined : (choice.reason ?? "Not available for this connection."),
  };
}

export function FrequencyPicker({ connection }: { connection: Connection }) {
  const id = useId();
  const { operate } = useRefusals();
  const setFrequency = useSetFrequency(connection);
  const refused = connection.allowed_frequencies.filter((choice) => !choice.allowed);
  return (
    <div className="w-full min-w-0 lg:w-44" title={operate ?? undefined}>
      <Select
        label={`Sync frequency of ${connection.name}`}
        describedBy={id}
        className="w-full"
        value={connection.sync_frequency}
        choices={connection.allowed_frequencies.map(toChoice)}
        isDisabled={operate !== null}
        onChange={(value) => setFrequency.mutate(Frequency.parse(value))}
      />
      <span id={id} className="sr-only">
        {operate}
        {refused.map(
          (choice) => `${frequencyLabels[choice.frequency]} is not available: ${choice.reason ?? ""} `,
        )}
      </span>
    </div>
  );
}
