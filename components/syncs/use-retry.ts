"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { connectionKeys } from "@/components/connections/queries";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import { fetchApi } from "@/lib/api/fetch";
import { type SyncJob, SyncNowResponse } from "@/lib/api/sync";
import { historyKeys } from "./queries";

/** Asks for a run of what `run` left unread, and goes to it. */
export function useRetry(run: SyncJob) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () =>
      fetchApi(`/api/sync/${encodeURIComponent(run.id)}/retry`, SyncNowResponse, { method: "POST" }),
    onSuccess: ({ job_id }) => {
      toast.success("Retry requested", { description: run.connection_name });
      router.push(`/syncs/${job_id}`);
    },
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => {
      for (const queryKey of [connectionKeys.all, historyKeys.all])
        void client.invalidateQueries({ queryKey });
    },
  });
}
