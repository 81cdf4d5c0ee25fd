"use client";

import { clsx } from "clsx";
import { RadioGroup } from "radix-ui";

type Props<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, all in sight. */
export function Segmented<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
  const choose = (text: string) => {
    const choice = choices.find((candidate) => candidate.value === text);
    if (choice) onChange(choice.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      orientation="horizontal"
      className="inline-flex h-8 items-center gap-0.5 rounded-md border border-line bg-surface p-0.5"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          className={clsx(
            "h-full rounded-sm px-2.5 text-sm",
            choice.value === value ? "bg-raised font-medium text-ink" : "text-ink-soft hover:text-ink",
          )}
        >
          {choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
