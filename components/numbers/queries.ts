import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { numbersKeys } from "@/components/dashboard/queries";
import { fetchApi } from "@/lib/api/fetch";
import { MetricsResponse } from "@/lib/api/numbers";
import { searchOf } from "@/lib/api/search-of";
import type { DayRange } from "@/lib/domain/day";
import type { Level } from "@/lib/domain/metric";

export type EntityFilter = {
  connectionId: string | null;
  level: Level;
  range: DayRange;
  parentId?: string;
};

const pathOf = (
  { connectionId, level, range, parentId }: EntityFilter,
  more: { groupBy: string; entityId?: string; cursor?: string | null },
) => `/api/metrics?${searchOf({ level, ...range, connectionId, parentId, ...more })}`;

/** One row per entity over the range, in pages; all are needed before a sort is right. */
export const entityPagesQuery = (filter: EntityFilter) =>
  infiniteQueryOptions({
    queryKey: [...numbersKeys.all, "entities", filter] as const,
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(pathOf(filter, { groupBy: "entity", cursor }), MetricsResponse, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** One entity's days. */
export const entityDaysQuery = (filter: EntityFilter, entityId: string) =>
  queryOptions({
    queryKey: [...numbersKeys.all, "entity days", filter, entityId] as const,
    queryFn: ({ signal }) =>
      fetchApi(pathOf(filter, { groupBy: "entity_day", entityId }), MetricsResponse, { signal }),
  });
