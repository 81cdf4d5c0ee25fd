"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { focusSearch, moveFocus, pressSync, shortcutList } from "./shortcut-keys";
import { setSheet, setShortcuts, showShortcuts, useSheetOpen, useShortcutsOn } from "./shortcut-store";

const actions: Record<string, () => boolean> = {
  "/": focusSearch,
  "?": () => {
    showShortcuts();
    return true;
  },
  r: pressSync,
  j: () => moveFocus(1),
  k: () => moveFocus(-1),
};

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null
  );
}

function onKeyDown(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
    return;
  if (actions[event.key]?.()) event.preventDefault();
}

/** Single-key shortcuts of every page, and the sheet that lists them. */
export function Shortcuts() {
  const isOpen = useSheetOpen();
  const isOn = useShortcutsOn();
  useEffect(() => {
    if (!isOn) return;
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isOn]);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setSheet}
      title="Keyboard shortcuts"
      description={isOn ? "Single keys, outside of text fields." : "Single keys are turned off."}
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {shortcutList.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-flex h-6 min-w-6 items-center justify-center rounded-sm border border-line bg-raised px-1.5 font-mono text-xs">
                {key}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex justify-end">
        <Button onClick={() => setShortcuts(!isOn)}>
          {isOn ? "Turn off single keys" : "Turn on single keys"}
        </Button>
      </div>
    </Dialog>
  );
}
