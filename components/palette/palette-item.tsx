"use client";

import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  icon: LucideIcon;
  /** What is searched, and what tells it from the others. */
  value: string;
  keywords?: string[];
  /** Why it cannot be done now; shown in its place. */
  refusal?: string | null;
  note?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
};

export function PaletteItem({
  icon: Icon,
  value,
  keywords,
  refusal = null,
  note,
  onSelect,
  children,
}: Props) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={() => refusal === null && onSelect()}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-1 data-[selected=true]:bg-raised"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      <span
        className={refusal === null ? "min-w-0 flex-1 truncate" : "min-w-0 flex-1 truncate text-ink-faint"}
      >
        {children}
      </span>
      <span className="truncate text-ink-faint text-xs">{refusal ?? note}</span>
    </Command.Item>
  );
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-ink-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}
