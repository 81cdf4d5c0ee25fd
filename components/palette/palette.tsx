"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { History, Keyboard, Monitor, Moon, Plus, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { showShortcuts } from "@/components/shell/shortcut-store";
import type { Theme } from "@/components/shell/theme";
import { useTheme } from "@/components/shell/use-theme";
import { useRefusals } from "@/components/shell/viewer";
import { latestSyncsQuery } from "@/components/syncs/queries";
import { wordOf } from "@/components/syncs/sync-words";
import { Time } from "@/components/ui/time";
import { ConnectionItems } from "./connection-items";
import { pages } from "./pages";
import { PaletteGroup, PaletteItem } from "./palette-item";

const themes = [
  { theme: "light", label: "Light theme", icon: Sun },
  { theme: "dark", label: "Dark theme", icon: Moon },
  { theme: "system", label: "Theme as the system", icon: Monitor },
] as const satisfies { theme: Theme; label: string; icon: unknown }[];

/** Everything one can go to or do, found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { choose } = useTheme();
  const { administer } = useRefusals();
  const { data } = useQuery(latestSyncsQuery(8));
  const run = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content className="fixed inset-x-3 top-[10vh] z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-lg border border-line bg-surface shadow-pop">
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Dialog.Description className="sr-only">
            Type to find a page, a connection, a sync or something to do.
          </Dialog.Description>
          <Command label="Commands" loop>
            <Command.Input
              placeholder="Go to, sync, find…"
              className="h-11 w-full border-line border-b bg-surface px-4 outline-hidden placeholder:text-ink-faint"
            />
            <Command.List className="max-h-[60vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-ink-soft text-sm">
                Nothing has these words.
              </Command.Empty>
              <PaletteGroup heading="Go to">
                {pages.map(({ href, label, icon }) => (
                  <PaletteItem
                    key={href}
                    icon={icon}
                    value={`go to ${label}`}
                    onSelect={run(() => router.push(href))}
                  >
                    {label}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              <ConnectionItems close={onClose} />
              <PaletteGroup heading="Latest syncs">
                {data?.syncs.map((sync) => (
                  <PaletteItem
                    key={sync.syncId}
                    icon={History}
                    value={`sync ${sync.connectionName} ${sync.syncId}`}
                    note={<Time at={sync.startedAt} />}
                    onSelect={run(() => router.push(`/syncs/${sync.syncId}`))}
                  >
                    {wordOf(sync).label}: {sync.connectionName}
                  </PaletteItem>
                ))}
              </PaletteGroup>
              <PaletteGroup heading="Do">
                <PaletteItem
                  icon={Plus}
                  value="add connection"
                  refusal={administer}
                  onSelect={run(() => router.push("/settings?add=1"))}
                >
                  Add connection
                </PaletteItem>
                {themes.map(({ theme, label, icon }) => (
                  <PaletteItem key={theme} icon={icon} value={label} onSelect={run(() => choose(theme))}>
                    {label}
                  </PaletteItem>
                ))}
                <PaletteItem icon={Keyboard} value="keyboard shortcuts" onSelect={run(showShortcuts)}>
                  Keyboard shortcuts
                </PaletteItem>
              </PaletteGroup>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
