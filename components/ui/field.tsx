import { type ComponentProps, useId } from "react";

type Props = ComponentProps<"input"> & { label: string; hint?: string };

export function Field({ label, hint, ...input }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="h-9 w-full rounded-md border border-line-control bg-surface px-2.5 placeholder:text-ink-faint"
      />
      {hint ? (
        <span id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
