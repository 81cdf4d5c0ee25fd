import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { ClaimsResponse } from "@/lib/api/marketplace";
import { ClaimSettingsResponse, MarketSummary } from "@/lib/api/marketplace-summary";
import type { ClaimStatus } from "@/lib/domain/claim";
import { marketKeys } from "./keys";

export const marketSummaryQuery = () =>
  queryOptions({
    queryKey: marketKeys.summary(),
    queryFn: ({ signal }) => fetchApi("/api/marketplace", MarketSummary, { signal }),
    refetchInterval: 60_000,
  });

export const claimRulesQuery = () =>
  queryOptions({
    queryKey: marketKeys.rules(),
    queryFn: ({ signal }) => fetchApi("/api/claims/settings", ClaimSettingsResponse, { signal }),
  });

/** Claims by their deadline, a page at a time. */
export const claimPagesQuery = (status: ClaimStatus) =>
  infiniteQueryOptions({
    queryKey: marketKeys.claims(status),
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({
        status,
        limit: "8",
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return fetchApi(`/api/claims?${search}`, ClaimsResponse, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
