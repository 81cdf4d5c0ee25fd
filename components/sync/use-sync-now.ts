"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { patchConnection } from "@/components/connections/patch-connection";
import { connectionKeys, connectionsQuery } from "@/components/connections/queries";
import { historyKeys } from "@/components/syncs/queries";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import type { Connection } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { SyncNowResponse } from "@/lib/api/sync";
import type { RunMode } from "@/lib/domain/run-status";

/** Asks for a sync: queued on screen at once, then what the server says. A sync under way is joined. */
export function useSyncNow(connection: Connection) {
  const client = useQueryClient();
  const list = connectionsQuery().queryKey;
  return useMutation({
    mutationFn: (mode: RunMode) =>
      fetchApi(`/api/connections/${connection.id}/sync-now`, SyncNowResponse, {
        method: "POST",
        body: { mode },
      }),
    onMutate: async () => {
      await client.cancelQueries({ queryKey: connectionKeys.all });
      const before = client.getQueryData(list);
      patchConnection(client, connection.id, { sync_status: "queued", headline: "running" });
      return { before };
    },
    onSuccess: ({ job_id, status }) => {
      patchConnection(client, connection.id, { active_job_id: job_id });
      void client.invalidateQueries({ queryKey: historyKeys.all });
      toast.success(status === "queued" ? "Sync requested" : "A sync is already under way", {
        description: connection.name,
      });
    },
    onError: (error, _mode, context) => {
      if (context?.before) client.setQueryData(list, context.before);
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
      void client.invalidateQueries({ queryKey: connectionKeys.all });
    },
  });
}
