"use client";

import { type ComponentProps, useId } from "react";
import { Select } from "./select";

type Props = ComponentProps<typeof Select> & { hint?: string };

/** A select with its label above and a hint below. */
export function LabelledSelect({ hint, ...select }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden="true" className="font-medium text-sm">
        {select.label}
      </span>
      <Select {...select} className="h-9 w-full" describedBy={hint ? id : undefined} />
      {hint ? (
        <span id={id} className="text-ink-faint text-xs">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
