"use client";

import { Check, Copy } from "lucide-react";
import { useCopy } from "@/components/ui/use-copy";

export function CopyId({ id }: { id: string }) {
  const { isCopied, copy } = useCopy(id, "id");
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={isCopied ? "Copied" : `Copy id ${id}`}
      className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-sm px-1 font-mono text-ink-soft text-xs hover:bg-raised"
    >
      <span className="truncate">{id}</span>
      <Icon aria-hidden="true" className="size-3 shrink-0" />
    </button>
  );
}
