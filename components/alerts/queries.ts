import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { AlertList } from "@/lib/api/alerts";
import { fetchApi } from "@/lib/api/fetch";
import { searchOf } from "@/lib/api/search-of";

export type AlertStatus = "open" | "all";

export const alertKeys = {
  all: ["alerts"] as const,
  open: () => [...alertKeys.all, "open"] as const,
  pages: (status: AlertStatus) => [...alertKeys.all, "pages", status] as const,
};

const refreshMs = 30_000;

/** The open alerts, for the badge and the dashboard. */
export const openAlertsQuery = () =>
  queryOptions({
    queryKey: alertKeys.open(),
    queryFn: ({ signal }) => fetchApi("/api/alerts?status=open&limit=200", AlertList, { signal }),
    refetchInterval: refreshMs,
  });

export const alertPagesQuery = (status: AlertStatus) =>
  infiniteQueryOptions({
    queryKey: alertKeys.pages(status),
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(`/api/alerts?${searchOf({ status, cursor })}`, AlertList, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
