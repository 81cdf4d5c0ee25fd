"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isActive } from "@/lib/domain/run-status";
import { settleRun } from "./apply-frame";
import { runQuery } from "./queries";
import { useRunStream } from "./use-run-stream";

const recentMs = 60_000;

/** A run, live: its stream while it is active, polling as the backstop. Null until there is a run. */
export function useRun(jobId: string | null) {
  const client = useQueryClient();
  const options = runQuery(jobId ?? "none");
  const query = useQuery({ ...options, queryFn: jobId === null ? skipToken : options.queryFn });
  const run = query.data;
  const hasEnded = run !== undefined && !isActive(run.run_status);
  useRunStream(hasEnded ? null : jobId);

  const completedAt = run?.completed_at ?? null;
  useEffect(() => {
    if (jobId === null || !hasEnded || completedAt === null) return;
    if (Date.now() - Date.parse(completedAt) < recentMs) void settleRun(client, jobId);
  }, [client, jobId, hasEnded, completedAt]);
  return query;
}
