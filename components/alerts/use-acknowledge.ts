"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { wordsOf } from "@/components/ui/failed";
import { toast } from "@/components/ui/toast";
import { Alert } from "@/lib/api/alerts";
import { fetchApi } from "@/lib/api/fetch";
import { alertKeys } from "./queries";

/** Says that an alert is known; it stays open until its cause is gone. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      fetchApi(`/api/alerts/${encodeURIComponent(id)}/acknowledge`, Alert, { method: "POST" }),
    onSuccess: ({ title }) => void toast.success("Acknowledged", { description: title }),
    onError: (error) => {
      const { message, fix } = wordsOf(error);
      toast.error(message, { description: fix });
    },
    onSettled: () => client.invalidateQueries({ queryKey: alertKeys.all }),
  });
}
