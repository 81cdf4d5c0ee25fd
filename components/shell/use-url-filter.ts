"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";

/** Filters that live in the URL: shareable, and back after a reload. Null or empty removes one. */
export function useUrlFilter() {
  const pathname = usePathname();
  const search = useSearchParams();
  const set = (patch: Record<string, string | null>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(patch)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
  };
  return { get: (name: string) => search.get(name), set };
}

/** Words being typed: on screen at once, in the URL right after. */
export function useUrlWords(name: string) {
  const { get, set } = useUrlFilter();
  const [words, setWords] = useState(get(name) ?? "");
  const type = (text: string) => {
    setWords(text);
    set({ [name]: text });
  };
  return { words, type };
}
