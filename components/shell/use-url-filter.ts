"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

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

/** Words being typed: on screen at once, in the URL right after. A link that carries others replaces them. */
export function useUrlWords(name: string) {
  const { get, set } = useUrlFilter();
  const inUrl = get(name) ?? "";
  const [words, setWords] = useState(inUrl);
  const typed = useRef<string[]>([]);
  useEffect(() => {
    // The URL follows the typing with a delay: what it shows may be older than what is on screen.
    const own = typed.current.indexOf(inUrl);
    typed.current = own === -1 ? [] : typed.current.slice(own + 1);
    if (own === -1) setWords(inUrl);
  }, [inUrl]);
  const type = (text: string) => {
    typed.current.push(text);
    setWords(text);
    set({ [name]: text });
  };
  return { words, type };
}
