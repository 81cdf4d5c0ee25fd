import { queryOptions } from "@tanstack/react-query";
import { AccountChoices } from "@/lib/api/connect";
import { Setup } from "@/lib/api/connection";
import { fetchApi } from "@/lib/api/fetch";

const connectKeys = {
  setup: (id: string) => ["connect", id, "setup"] as const,
  accounts: (id: string) => ["connect", id, "accounts"] as const,
};

export const setupQuery = (id: string) =>
  queryOptions({
    queryKey: connectKeys.setup(id),
    queryFn: ({ signal }) => fetchApi(`/api/connections/${encodeURIComponent(id)}/setup`, Setup, { signal }),
    retry: false,
  });

/** Asks the provider; a list that is being chosen from does not change under the reader's hands. */
export const accountsQuery = (id: string) =>
  queryOptions({
    queryKey: connectKeys.accounts(id),
    queryFn: ({ signal }) =>
      fetchApi(`/api/connections/${encodeURIComponent(id)}/accounts`, AccountChoices, { signal }),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
