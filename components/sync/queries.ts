import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { type ProgressFrame, ProgressLog, SyncJob } from "@/lib/api/sync";
import { isActive } from "@/lib/domain/run-status";
import { mergeFrame, newerJob } from "./merge-frame";

export const syncKeys = {
  all: ["sync"] as const,
  run: (jobId: string) => [...syncKeys.all, jobId, "run"] as const,
  events: (jobId: string) => [...syncKeys.all, jobId, "events"] as const,
  /** The newest frame of the stream. */
  frame: (jobId: string) => [...syncKeys.all, jobId, "frame"] as const,
};

const path = (jobId: string) => `/api/sync/${encodeURIComponent(jobId)}`;

/** One run. Frames of its stream are merged in; polling is the backstop when the stream is cut. */
export const runQuery = (jobId: string) =>
  queryOptions({
    queryKey: syncKeys.run(jobId),
    queryFn: async ({ client, signal }) => {
      const fetched = await fetchApi(path(jobId), SyncJob, { signal });
      const frame = client.getQueryData<ProgressFrame>(syncKeys.frame(jobId));
      return newerJob(client.getQueryData<SyncJob>(syncKeys.run(jobId)), mergeFrame(fetched, frame));
    },
    refetchInterval: ({ state }) => (state.data && !isActive(state.data.run_status) ? false : 4_000),
    // An ended run changes too: a retry elsewhere may have read what it left.
    staleTime: 0,
    refetchOnMount: "always",
  });

export const eventsQuery = (jobId: string) =>
  queryOptions({
    queryKey: syncKeys.events(jobId),
    queryFn: ({ signal }) => fetchApi(`${path(jobId)}/events`, ProgressLog, { signal }),
  });
