import { queryOptions } from "@tanstack/react-query";
import { ApiKeyList } from "@/lib/api/api-keys";
import { fetchApi } from "@/lib/api/fetch";

export const apiKeyKeys = { all: ["api-keys"] as const };

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: apiKeyKeys.all,
    queryFn: ({ signal }) => fetchApi("/api/api-keys", ApiKeyList, { signal }),
    refetchInterval: 60_000,
  });
