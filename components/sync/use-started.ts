"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { patchConnection } from "@/components/connections/patch-connection";
import { connectionKeys } from "@/components/connections/queries";
import { historyKeys } from "@/components/syncs/queries";
import { toast } from "@/components/ui/toast";
import type { Connection } from "@/lib/api/connection";

/** A run somebody asked for, on the connection's card at once; the toast leads to it. */
export function useStarted(connection: Connection): (jobId: string, words: string) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (jobId, words) => {
    patchConnection(client, connection.id, {
      active_job_id: jobId,
      sync_status: "queued",
      headline: "running",
    });
    for (const queryKey of [connectionKeys.all, historyKeys.all]) void client.invalidateQueries({ queryKey });
    const action = { label: "Watch it", onClick: () => router.push(`/syncs/${jobId}`) };
    toast.success(words, { description: connection.name, action });
  };
}
