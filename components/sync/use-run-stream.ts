"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { watchRun } from "./run-streams";

/** While mounted, frames of the run's stream flow into the query cache. Null watches nothing. */
export function useRunStream(jobId: string | null): void {
  const client = useQueryClient();
  useEffect(() => (jobId === null ? undefined : watchRun(jobId, client)), [jobId, client]);
}
