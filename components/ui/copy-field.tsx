"use client";

import { Check, Copy } from "lucide-react";
import { useId, useState } from "react";
import { toast } from "@/components/ui/toast";
import { Button } from "./button";

/** Text to take away, in full, with a button that copies it. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    } catch {
      // Browsers refuse the clipboard without permission or outside of https.
      toast.error("The browser does not allow copying here. Select the text instead.");
    }
  };
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
        <Button className="h-9" onClick={() => void copy()}>
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
