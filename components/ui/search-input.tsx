"use client";

import { Search } from "lucide-react";

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Focused by the `/` key; Escape clears it. */
export function SearchInput({ label, value, onChange }: Props) {
  return (
    <label className="relative inline-flex h-8 w-full min-w-0 items-center sm:w-56">
      <span className="sr-only">{label}</span>
      <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-3.5 text-ink-faint" />
      <input
        type="search"
        data-search
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        placeholder={label}
        className="h-full w-full rounded-md border border-line-control bg-surface pr-8 pl-8 placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
      />
      <span
        aria-hidden="true"
        className="absolute right-2 font-mono text-ink-faint text-xs pointer-coarse:hidden"
      >
        /
      </span>
    </label>
  );
}
