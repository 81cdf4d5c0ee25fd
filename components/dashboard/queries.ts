import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { ChangesResponse, MetricsResponse } from "@/lib/api/numbers";
import type { DayRange } from "@/lib/domain/day";

export const numbersKeys = {
  all: ["numbers"] as const,
  daily: (range: DayRange) => [...numbersKeys.all, "daily", range] as const,
  changes: () => [...numbersKeys.all, "changes"] as const,
  changePages: (connectionId: string | null) =>
    [...numbersKeys.all, "changes", "pages", connectionId] as const,
};

/** Daily numbers of all accounts, a row per day, provider and currency. */
export const dailyQuery = (range: DayRange) =>
  queryOptions({
    queryKey: numbersKeys.daily(range),
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({ level: "account", groupBy: "day", ...range });
      return fetchApi(`/api/metrics?${search}`, MetricsResponse, { signal });
    },
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });

export const changesQuery = () =>
  queryOptions({
    queryKey: numbersKeys.changes(),
    queryFn: ({ signal }) => fetchApi("/api/changes", ChangesResponse, { signal }),
    refetchInterval: 30_000,
  });
