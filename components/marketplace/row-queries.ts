import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as z from "zod";
import { fetchApi } from "@/lib/api/fetch";
import { FeesResponse, InventoryResponse, OrdersResponse } from "@/lib/api/marketplace";
import { searchOf } from "@/lib/api/search-of";
import { marketKeys } from "./keys";

/** A connection's rows of one kind, a page at a time. */
const pagesOf =
  <S extends z.ZodType<{ nextCursor: string | null }>>(dataset: string, schema: S) =>
  (connectionId: string) =>
    infiniteQueryOptions({
      queryKey: marketKeys.rows(dataset, connectionId),
      queryFn: ({ pageParam: cursor, signal }) =>
        fetchApi(`/api/${dataset}?${searchOf({ connectionId, limit: "20", cursor })}`, schema, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page: z.output<S>) => page.nextCursor,
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    });

export const ordersQuery = pagesOf("orders", OrdersResponse);
export const stockQuery = pagesOf("inventory", InventoryResponse);
export const feesQuery = pagesOf("fees", FeesResponse);
