"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { toast } from "@/components/ui/toast";

export function CopyId({ id }: { id: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id);
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    } catch {
      // Browsers refuse the clipboard without permission or outside of https.
      toast.error("The browser does not allow copying here. Select the id instead.");
    }
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={isCopied ? "Copied" : `Copy id ${id}`}
      className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm px-1 font-mono text-ink-soft text-xs hover:bg-raised"
    >
      <span className="truncate">{id}</span>
      <Icon aria-hidden="true" className="size-3 shrink-0" />
    </button>
  );
}
