import { queryOptions } from "@tanstack/react-query";
import { ConnectionList } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { PlanPreview } from "@/lib/api/sync-control";
import type { DayRange } from "@/lib/domain/day";
import { isBusy } from "./is-busy";

export const connectionKeys = {
  all: ["connections"] as const,
  list: () => [...connectionKeys.all, "list"] as const,
  plan: (id: string, days: DayRange) => [...connectionKeys.all, id, "plan", days] as const,
};

export const connectionsQuery = () =>
  queryOptions({
    queryKey: connectionKeys.list(),
    queryFn: ({ signal }) => fetchApi("/api/connections", ConnectionList, { signal }),
    refetchInterval: ({ state }) => (state.data?.connections.some(isBusy) ? 5_000 : 15_000),
  });

/** What reading these days again would take; nothing is read or written by asking. */
export const planQuery = (id: string, days: DayRange) =>
  queryOptions({
    queryKey: connectionKeys.plan(id, days),
    queryFn: ({ signal }) =>
      fetchApi(`/api/connections/${id}/plan`, PlanPreview, { method: "POST", body: days, signal }),
    gcTime: 0,
  });
