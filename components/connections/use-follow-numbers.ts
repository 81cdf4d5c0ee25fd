"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { numbersKeys } from "@/components/dashboard/queries";
import { marketKeys } from "@/components/marketplace/keys";
import { connectionsQuery } from "./queries";

/** Reads the numbers on screen again when a sync changed some, also one that no page of this tab watches. */
export function useFollowNumbers(): void {
  const client = useQueryClient();
  const { data } = useQuery(connectionsQuery());
  const changedAt = data?.connections.map((connection) => connection.last_metrics_changed_at ?? "");
  const newest = changedAt?.sort().at(-1);
  const seen = useRef(newest);
  useEffect(() => {
    if (seen.current !== undefined && newest !== seen.current)
      for (const queryKey of [numbersKeys.all, marketKeys.all]) void client.invalidateQueries({ queryKey });
    seen.current = newest;
  }, [client, newest]);
}
