"use client";

import { type RefCallback, useCallback } from "react";

type Props = { chosen: number; of: number; onChange: (all: boolean) => void };

/** All of those in sight, or none; half ticked in between. */
export function SelectAll({ chosen, of, onChange }: Props) {
  const isPartial = chosen > 0 && chosen < of;
  const mark: RefCallback<HTMLInputElement> = useCallback(
    (input) => {
      if (input) input.indeterminate = isPartial;
    },
    [isPartial],
  );
  return (
    <label className="flex min-h-8 items-center gap-3 font-medium text-sm">
      <input
        ref={mark}
        type="checkbox"
        checked={of > 0 && chosen === of}
        disabled={of === 0}
        onChange={() => onChange(chosen < of)}
        className="size-4 shrink-0 accent-accent-fill"
      />
      Select all
    </label>
  );
}
