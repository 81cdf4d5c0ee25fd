import { after } from "next/server";
import { send } from "@/inngest/client";
import { Delivery } from "@/lib/api/webhooks";
import { systemClock } from "@/lib/core/clock";
import { sendTest } from "@/lib/notify/webhooks/send-again";
import { deliver } from "@/lib/sync/outbox";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ webhookId: string }>(
  async ({ viewer, params }) => {
    const delivery = await sendTest(viewer, params.webhookId, systemClock);
    after(() => deliver(viewer.workspaceId, send));
    return answer(Delivery, delivery, 202);
  },
  { needs: "webhooks" },
);
