"use client";

import { Search } from "lucide-react";
import { setPalette } from "./palette-store";

/** Opens the commands for whoever does not know the keys. */
export function PaletteButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => setPalette(true)}
      className="flex size-8 shrink-0 items-center justify-center gap-2 rounded-md text-ink-soft hover:bg-raised md:w-full md:justify-start md:border md:border-line md:bg-surface md:px-2.5"
    >
      <Search aria-hidden="true" className="size-4 md:size-3.5" />
      <span className="sr-only text-sm md:not-sr-only md:flex-1 md:text-left">Find</span>
      <span aria-hidden="true" className="hidden font-mono text-ink-faint text-xs md:inline">
        Ctrl K
      </span>
    </button>
  );
}
