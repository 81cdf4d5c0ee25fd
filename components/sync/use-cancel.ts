"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { connectionKeys } from "@/components/connections/queries";
import { historyKeys } from "@/components/syncs/queries";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import { fetchApi } from "@/lib/api/fetch";
import { CancelSyncResponse } from "@/lib/api/sync-start";
import { runQuery } from "./queries";

export function useCancel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) =>
      fetchApi(`/api/sync/cancel/${encodeURIComponent(jobId)}`, CancelSyncResponse, { method: "POST" }),
    onMutate: (jobId) => {
      client.setQueryData(
        runQuery(jobId).queryKey,
        (run) => run && { ...run, run_status: "cancelling" as const },
      );
    },
    onSuccess: ({ status }) => {
      if (status === "cancelled") toast.success("Cancelled", { description: "Rows read until now stay." });
      else toast.info("The sync had already ended.");
    },
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: (_answer, _error, jobId) => {
      const keys = [runQuery(jobId).queryKey, connectionKeys.all, historyKeys.all];
      for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    },
  });
}
