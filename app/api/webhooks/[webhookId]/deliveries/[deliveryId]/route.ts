import { DeliveryDetail } from "@/lib/api/webhooks";
import { getDelivery } from "@/lib/notify/webhooks/deliveries";
import { answer, withViewer } from "../../../../with-viewer";

export const GET = withViewer<{ webhookId: string; deliveryId: string }>(
  async ({ viewer, params }) =>
    answer(DeliveryDetail, await getDelivery(viewer, params.webhookId, params.deliveryId)),
  { needs: "webhooks" },
);
