import { after } from "next/server";
import { send } from "@/inngest/client";
import { Delivery } from "@/lib/api/webhooks";
import { systemClock } from "@/lib/core/clock";
import { resendDelivery } from "@/lib/notify/webhooks/send-again";
import { deliver } from "@/lib/sync/outbox";
import { answer, withViewer } from "../../../../../with-viewer";

export const POST = withViewer<{ webhookId: string; deliveryId: string }>(
  async ({ viewer, params }) => {
    const delivery = await resendDelivery(viewer, params.webhookId, params.deliveryId, systemClock);
    after(() => deliver(viewer.workspaceId, send));
    return answer(Delivery, delivery, 202);
  },
  { needs: "webhooks" },
);
