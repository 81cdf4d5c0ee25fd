import { OrdersQuery, OrdersResponse } from "@/lib/api/marketplace";
import { listOrders } from "@/lib/insights/marketplace/orders";
import { answer, readQuery, withViewer } from "../with-viewer";

export const GET = withViewer(async ({ viewer, request }) =>
  answer(OrdersResponse, await listOrders(viewer, readQuery(request, OrdersQuery))),
);
