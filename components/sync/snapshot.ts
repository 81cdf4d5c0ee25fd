import { queryOptions } from "@tanstack/react-query";
import { searchOf } from "@/lib/api/search-of";
import { syncKeys } from "./queries";

/** A connection's snapshot as a file: of one run, else the newest. */
export function snapshotPath(connectionId: string, jobId?: string): string {
  return `/api/connections/${connectionId}/snapshot?${searchOf({ download: "1", syncId: jobId })}`;
}

/** Asks without reading it. Rejects when the server cannot be reached. */
export async function hasSnapshot(path: string, signal?: AbortSignal): Promise<boolean> {
  const { ok } = await fetch(path, { method: "HEAD", signal });
  return ok;
}

/** A run that changed something keeps a snapshot, until it is pruned. */
export const snapshotQuery = (connectionId: string, jobId: string) =>
  queryOptions({
    queryKey: [...syncKeys.all, jobId, "snapshot"] as const,
    queryFn: ({ signal }) => hasSnapshot(snapshotPath(connectionId, jobId), signal),
    staleTime: 60_000,
  });
