import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { QuarantineResponse } from "@/lib/api/quarantine";
import { searchOf } from "@/lib/api/search-of";
import { SyncHistory, type SyncStatus } from "@/lib/api/sync-start";

export type HistoryFilter = { connectionId: string | null; status: SyncStatus["status"] | null };

export const historyKeys = {
  all: ["history"] as const,
  pages: (filter: HistoryFilter) => [...historyKeys.all, "pages", filter] as const,
  latest: (limit: number) => [...historyKeys.all, "latest", limit] as const,
};

const isUnderWay = (sync: SyncStatus) => sync.status === "queued" || sync.status === "in_progress";
const refreshMs = (syncs: SyncStatus[] | undefined) => (syncs?.some(isUnderWay) ? 5_000 : 30_000);

const historyPath = ({ connectionId, status }: HistoryFilter, cursor: string | null, limit: number) =>
  `/api/sync/history?${searchOf({ limit: String(limit), connectionId, status, cursor })}`;

export const historyPagesQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: historyKeys.pages(filter),
    queryFn: ({ pageParam, signal }) => fetchApi(historyPath(filter, pageParam, 50), SyncHistory, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => refreshMs(state.data?.pages[0]?.syncs),
    placeholderData: keepPreviousData,
  });

export const latestSyncsQuery = (limit: number) =>
  queryOptions({
    queryKey: historyKeys.latest(limit),
    queryFn: ({ signal }) =>
      fetchApi(historyPath({ connectionId: null, status: null }, null, limit), SyncHistory, { signal }),
    refetchInterval: ({ state }) => refreshMs(state.data?.syncs),
  });

/** What a run set aside; read again when the run has set more aside. */
export const setAsideQuery = (jobId: string, counted: number) =>
  infiniteQueryOptions({
    queryKey: [...historyKeys.all, "set aside", jobId, counted] as const,
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(
        `/api/sync/${encodeURIComponent(jobId)}/quarantine?${searchOf({ limit: "20", cursor })}`,
        QuarantineResponse,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
