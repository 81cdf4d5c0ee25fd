import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { numbersKeys } from "@/components/dashboard/queries";
import { fetchApi } from "@/lib/api/fetch";
import { ChangesResponse } from "@/lib/api/numbers";

/** Numbers that moved, newest first, of one connection or all. */
export const changePagesQuery = (connectionId: string | null) =>
  infiniteQueryOptions({
    queryKey: numbersKeys.changePages(connectionId),
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({
        ...(connectionId ? { connectionId } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return fetchApi(`/api/changes?${search}`, ChangesResponse, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
