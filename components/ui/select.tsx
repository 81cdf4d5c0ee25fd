"use client";

import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";

export type Choice = {
  value: string;
  label: string;
  note?: string /** Set when it cannot be chosen. */;
  refusal?: string;
};

type Props = {
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  label: string;
  describedBy?: string;
  isDisabled?: boolean;
  className?: string;
};

export function Select({ value, choices, onChange, label, describedBy, isDisabled, className }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange} disabled={isDisabled}>
      <Radix.Trigger
        aria-label={label}
        aria-describedby={describedBy}
        className={clsx(
          "inline-flex h-8 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2.5 text-base hover:bg-raised data-disabled:cursor-not-allowed data-disabled:opacity-55",
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value />
        </span>
        <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(24rem,calc(100vw-1.5rem))] animate-appear overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <Option key={choice.value} choice={choice} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ choice }: { choice: Choice }) {
  const isRefused = choice.refusal !== undefined;
  return (
    <Radix.Item
      value={choice.value}
      disabled={isRefused}
      className="relative flex min-h-8 select-none flex-col justify-center rounded-md py-1 pr-3 pl-7 text-base outline-hidden data-disabled:cursor-not-allowed data-highlighted:bg-raised"
    >
      <Radix.ItemIndicator className="absolute top-2 left-2">
        <Check aria-hidden="true" className="size-4 text-accent" />
      </Radix.ItemIndicator>
      <span className={clsx("flex items-baseline justify-between gap-6", isRefused && "text-ink-faint")}>
        <Radix.ItemText>{choice.label}</Radix.ItemText>
        {choice.note ? <span className="whitespace-nowrap text-ink-faint text-xs">{choice.note}</span> : null}
      </span>
      {isRefused ? <span className="text-ink-faint text-xs">{choice.refusal}</span> : null}
    </Radix.Item>
  );
}
