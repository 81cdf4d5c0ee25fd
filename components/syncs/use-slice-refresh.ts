"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { runQuery } from "@/components/sync/queries";

/** Frames do not carry slices, and each frame postpones the polling: an active run's slices are read on a timer. */
export function useSliceRefresh(jobId: string, isRunActive: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isRunActive) return;
    const { queryKey } = runQuery(jobId);
    const timer = setInterval(
      () => void client.refetchQueries({ queryKey }, { cancelRefetch: false }),
      2_000,
    );
    return () => clearInterval(timer);
  }, [client, jobId, isRunActive]);
}
