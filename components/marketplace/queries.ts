import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { ClaimsResponse } from "@/lib/api/marketplace";
import { ClaimSettingsResponse, MarketSummary } from "@/lib/api/marketplace-summary";
import { searchOf } from "@/lib/api/search-of";
import type { ClaimStatus } from "@/lib/domain/claim";
import { marketKeys } from "./keys";

/** Of one connection, or of all. */
export const marketSummaryQuery = (connectionId?: string) =>
  queryOptions({
    queryKey: marketKeys.summary(connectionId),
    queryFn: ({ signal }) =>
      fetchApi(`/api/marketplace?${searchOf({ connectionId })}`, MarketSummary, { signal }),
    refetchInterval: 60_000,
  });

export const claimRulesQuery = () =>
  queryOptions({
    queryKey: marketKeys.rules(),
    queryFn: ({ signal }) => fetchApi("/api/claims/settings", ClaimSettingsResponse, { signal }),
  });

/** Claims by their deadline, a page at a time. */
export const claimPagesQuery = (status: ClaimStatus, connectionId?: string) =>
  infiniteQueryOptions({
    queryKey: marketKeys.claims(status, connectionId),
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(`/api/claims?${searchOf({ status, connectionId, limit: "8", cursor })}`, ClaimsResponse, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
