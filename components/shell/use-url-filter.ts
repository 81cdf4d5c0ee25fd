"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** Filters that live in the URL: shareable, and back after a reload. Null or empty removes one. */
export function useUrlFilter() {
  const pathname = usePathname();
  const search = useSearchParams();
  const set = (patch: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(patch)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
  };
  return { get: (name: string) => search.get(name), set };
}
