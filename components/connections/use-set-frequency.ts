"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import { type Connection, ConnectionSyncStatus } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { type Frequency, frequencyLabels } from "@/lib/domain/frequency";
import { patchConnection } from "./patch-connection";
import { connectionKeys } from "./queries";

/** Takes effect at once; a running sync finishes first. */
export function useSetFrequency(connection: Connection) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (frequency: Frequency) =>
      fetchApi(`/api/connections/${connection.id}/sync-frequency`, ConnectionSyncStatus, {
        method: "PATCH",
        body: { sync_frequency: frequency },
      }),
    onMutate: async (frequency) => {
      await client.cancelQueries({ queryKey: connectionKeys.all });
      patchConnection(client, connection.id, { sync_frequency: frequency });
      return { before: connection.sync_frequency };
    },
    onSuccess: (status) => {
      patchConnection(client, connection.id, status);
      toast.success(`Sync frequency: ${frequencyLabels[status.sync_frequency]}`, {
        description: connection.name,
      });
    },
    onError: (error, _frequency, context) => {
      if (context) patchConnection(client, connection.id, { sync_frequency: context.before });
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}
