"use client";

import { Check, Copy } from "lucide-react";
import { useId } from "react";
import { Button } from "./button";
import { useCopy } from "./use-copy";

/** Text to take away, in full, with a button that copies it. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const id = useId();
  const { isCopied, copy } = useCopy(value, "text");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className="h-9 w-full min-w-0 rounded-md border border-line-control bg-raised px-2.5 font-mono text-sm"
        />
        <Button className="h-9" onClick={copy}>
          {isCopied ? (
            <Check aria-hidden="true" className="size-4" />
          ) : (
            <Copy aria-hidden="true" className="size-4" />
          )}
          {isCopied ? "Copied" : "Copy"}
        </Button>
      </div>
      {hint ? <span className="text-ink-faint text-xs">{hint}</span> : null}
    </div>
  );
}
