import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { connectionKeys } from "@/components/connections/queries";
import { Restatements, StreamStates } from "@/lib/api/connection-detail";
import { fetchApi } from "@/lib/api/fetch";
import { Reconciliation } from "@/lib/api/reconciliation";
import type { Level } from "@/lib/domain/metric";

/** Under the connections' own key, so that the end of a run has them read again. */
const detailKeys = {
  streams: (id: string) => [...connectionKeys.all, id, "streams"] as const,
  restatements: (id: string, level: Level) => [...connectionKeys.all, id, "restatements", level] as const,
  reconciliation: (id: string) => [...connectionKeys.all, id, "reconciliation"] as const,
};

export const streamsQuery = (id: string) =>
  queryOptions({
    queryKey: detailKeys.streams(id),
    queryFn: ({ signal }) => fetchApi(`/api/connections/${id}/streams`, StreamStates, { signal }),
    refetchInterval: 15_000,
  });

export const restatementsQuery = (id: string, level: Level) =>
  queryOptions({
    queryKey: detailKeys.restatements(id, level),
    queryFn: ({ signal }) =>
      fetchApi(`/api/connections/${id}/restatements?level=${level}`, Restatements, { signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });

/** The last 30 days of a connection: do campaigns and ads add up to their account? */
export const reconciliationQuery = (id: string) =>
  queryOptions({
    queryKey: detailKeys.reconciliation(id),
    queryFn: ({ signal }) => fetchApi(`/api/connections/${id}/reconciliation`, Reconciliation, { signal }),
    refetchInterval: 120_000,
  });
