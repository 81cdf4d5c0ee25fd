"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { focusSearch, moveFocus, pressSync } from "./shortcut-keys";
import { showShortcuts, useSheetOpen, useShortcutsOn } from "./shortcut-store";

const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), {
  ssr: false,
});

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
  // Held down, it would start a sync and cancel it again.
  if (event.repeat && event.key === "r") return;
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
  return isOpen ? <ShortcutSheet /> : null;
}
