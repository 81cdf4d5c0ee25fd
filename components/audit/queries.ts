import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { AuditPage } from "@/lib/api/audit";
import { fetchApi } from "@/lib/api/fetch";
import { searchOf } from "@/lib/api/search-of";

export type AuditFilter = { action: string | null; actor: string | null };

export const auditPagesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter] as const,
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(`/api/audit?${searchOf({ ...filter, cursor })}`, AuditPage, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
