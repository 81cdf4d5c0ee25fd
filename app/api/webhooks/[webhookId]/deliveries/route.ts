import { DeliveriesQuery, DeliveryPage } from "@/lib/api/webhooks";
import { listDeliveries } from "@/lib/notify/webhooks/deliveries";
import { answer, readQuery, withViewer } from "../../../with-viewer";

export const GET = withViewer<{ webhookId: string }>(
  async ({ viewer, params, request }) => {
    const query = readQuery(request, DeliveriesQuery);
    return answer(DeliveryPage, await listDeliveries(viewer, params.webhookId, query));
  },
  { needs: "webhooks" },
);
