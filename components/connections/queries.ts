import { queryOptions } from "@tanstack/react-query";
import { ConnectionList } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { isBusy } from "./is-busy";

export const connectionKeys = {
  all: ["connections"] as const,
  list: () => [...connectionKeys.all, "list"] as const,
};

export const connectionsQuery = () =>
  queryOptions({
    queryKey: connectionKeys.list(),
    queryFn: ({ signal }) => fetchApi("/api/connections", ConnectionList, { signal }),
    refetchInterval: ({ state }) => (state.data?.connections.some(isBusy) ? 5_000 : 15_000),
  });
