"use client";

import { useEffect, useSyncExternalStore } from "react";
import { paintTheme, readTheme, storeTheme, type Theme } from "./theme";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function choose(theme: Theme) {
  storeTheme(theme);
  for (const listener of listeners) listener();
}

/** The stored choice; follows the system and other tabs while mounted. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, readTheme, () => "system" as const);
  useEffect(() => {
    const media = matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => paintTheme(theme);
    repaint();
    media.addEventListener("change", repaint);
    return () => media.removeEventListener("change", repaint);
  }, [theme]);
  return { theme, choose };
}
