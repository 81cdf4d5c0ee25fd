import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { AuditPage } from "@/lib/api/audit";
import { fetchApi } from "@/lib/api/fetch";

export type AuditFilter = { action: string | null; actor: string | null };

/** The filter as a query string; without what is not chosen. */
export function searchOf({ action, actor }: AuditFilter, more: Record<string, string> = {}): string {
  const chosen = { ...(action ? { action } : {}), ...(actor ? { actor } : {}), ...more };
  return new URLSearchParams(chosen).toString();
}

export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter] as const,
    queryFn: ({ pageParam, signal }) => {
      const search = searchOf(filter, pageParam ? { cursor: pageParam } : {});
      return fetchApi(`/api/audit?${search}`, AuditPage, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
