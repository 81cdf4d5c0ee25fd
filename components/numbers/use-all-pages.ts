"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { type EntityFilter, entityPagesQuery } from "./queries";

/** Every entity of the filter; `isWhole` once the last page is in. */
export function useAllPages(filter: EntityFilter) {
  const query = useInfiniteQuery(entityPagesQuery(filter));
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const parents = data?.pages[0]?.parents ?? [];
  return { ...query, rows, parents, isWhole: data !== undefined && !hasNextPage };
}
