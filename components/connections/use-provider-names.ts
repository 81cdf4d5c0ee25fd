"use client";

import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "./queries";

/** The name people know a provider by; the id while that is loading or for a provider no longer connected. */
export function useProviderNames(): (provider: string) => string {
  const { data } = useQuery(connectionsQuery());
  const names = new Map(data?.connections.map(({ provider, provider_name }) => [provider, provider_name]));
  return (provider) => names.get(provider) ?? provider;
}
