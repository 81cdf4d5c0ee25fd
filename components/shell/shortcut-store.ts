"use client";

import { useSyncExternalStore } from "react";

const storageKey = "freshet.shortcuts";
const listeners = new Set<() => void>();
let isSheetOpen = false;

const wake = () => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function setSheet(isOpen: boolean): void {
  isSheetOpen = isOpen;
  wake();
}
export const showShortcuts = () => setSheet(true);

function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    // Without storage the default holds.
    return true;
  }
}

/** Single keys can disturb speech input, so they can be turned off (WCAG 2.1.4). */
export function setShortcuts(isOn: boolean): void {
  try {
    localStorage.setItem(storageKey, isOn ? "on" : "off");
  } catch {
    // Cannot be remembered; nothing else depends on it.
  }
  wake();
}

export const useSheetOpen = () =>
  useSyncExternalStore(
    subscribe,
    () => isSheetOpen,
    () => false,
  );
export const useShortcutsOn = () => useSyncExternalStore(subscribe, areShortcutsOn, () => true);
