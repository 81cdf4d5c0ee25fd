"use client";

import { useEffect, useSyncExternalStore } from "react";

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

const read = () => Number(/^#event-(\d+)$/.exec(location.hash)?.[1] ?? 0);

/** The number of the event the address leads to, 0 for none; once its row is there it is brought into sight. */
export function useLinkedEvent(isThere: (seq: number) => boolean): number {
  const seq = useSyncExternalStore(subscribe, read, () => 0);
  const found = seq > 0 && isThere(seq);
  useEffect(() => {
    if (found) document.getElementById(`event-${seq}`)?.scrollIntoView({ block: "center" });
  }, [found, seq]);
  return seq;
}
