import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { numbersKeys } from "@/components/dashboard/queries";
import { fetchApi } from "@/lib/api/fetch";
import { ChangesResponse } from "@/lib/api/numbers";
import { searchOf } from "@/lib/api/search-of";

/** Numbers that moved, newest first, of one connection or all. */
export const changePagesQuery = (connectionId: string | null) =>
  infiniteQueryOptions({
    queryKey: numbersKeys.changePages(connectionId),
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(`/api/changes?${searchOf({ connectionId, cursor })}`, ChangesResponse, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
