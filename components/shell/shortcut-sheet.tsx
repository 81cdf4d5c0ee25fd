"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { shortcutList } from "./shortcut-keys";
import { setSheet, setShortcuts, useShortcutsOn } from "./shortcut-store";

/** The list of the single keys, and their switch. */
export function ShortcutSheet() {
  const isOn = useShortcutsOn();
  return (
    <Dialog
      isOpen
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
