"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import { type Connection, ConnectionSyncStatus } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";
import { connectionKeys } from "./queries";

/** Pauses an active connection, resumes a paused one. */
export function usePause(connection: Connection) {
  const client = useQueryClient();
  const verb = connection.status === "paused" ? "resume" : "pause";
  return useMutation({
    mutationFn: () =>
      fetchApi(`/api/connections/${connection.id}/${verb}`, ConnectionSyncStatus, { method: "POST" }),
    onSuccess: () =>
      void toast.success(verb === "pause" ? "Paused" : "Resumed", { description: connection.name }),
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}
