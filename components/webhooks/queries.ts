import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchApi } from "@/lib/api/fetch";
import { searchOf } from "@/lib/api/search-of";
import { DeliveryDetail, DeliveryPage, WebhookList } from "@/lib/api/webhooks";

export const webhookKeys = {
  all: ["webhooks"] as const,
  deliveries: (id: string) => [...webhookKeys.all, id, "deliveries"] as const,
};

export const webhooksQuery = () =>
  queryOptions({
    queryKey: webhookKeys.all,
    queryFn: ({ signal }) => fetchApi("/api/webhooks", WebhookList, { signal }),
    refetchInterval: 30_000,
  });

export const deliveriesQuery = (id: string, status: string | null) =>
  infiniteQueryOptions({
    queryKey: [...webhookKeys.deliveries(id), "pages", status] as const,
    queryFn: ({ pageParam: cursor, signal }) =>
      fetchApi(`/api/webhooks/${id}/deliveries?${searchOf({ status, cursor })}`, DeliveryPage, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
    placeholderData: keepPreviousData,
  });

export const deliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: [...webhookKeys.deliveries(id), deliveryId] as const,
    queryFn: ({ signal }) =>
      fetchApi(`/api/webhooks/${id}/deliveries/${deliveryId}`, DeliveryDetail, { signal }),
    refetchInterval: ({ state }) => (state.data?.delivery.status === "pending" ? 2_000 : false),
  });
