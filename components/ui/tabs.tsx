"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export type Tab<Name extends string> = { name: Name; label: string; body: ReactNode };

type Props<Name extends string> = {
  label: string;
  chosen: Name;
  tabs: readonly Tab<Name>[];
  onChoose: (name: Name) => void;
};

/** Several views of one thing, one at a time; only the chosen one is rendered. */
export function Tabs<Name extends string>({ label, chosen, tabs, onChoose }: Props<Name>) {
  const choose = (text: string) => {
    const tab = tabs.find(({ name }) => name === text);
    if (tab) onChoose(tab.name);
  };
  return (
    <Radix.Root value={chosen} onValueChange={choose} className="flex flex-col gap-4">
      <Radix.List
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]"
      >
        {tabs.map(({ name, label: words }) => (
          <Radix.Trigger
            key={name}
            value={name}
            className="-mb-px h-9 whitespace-nowrap border-transparent border-b-2 px-3 text-ink-soft text-sm hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {words}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ name, body }) => (
        <Radix.Content key={name} value={name} className="flex flex-col gap-4">
          {body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
