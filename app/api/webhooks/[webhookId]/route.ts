import { ChangeWebhookRequest, Webhook } from "@/lib/api/webhooks";
import { systemClock } from "@/lib/core/clock";
import { changeWebhook, removeWebhook } from "@/lib/notify/webhooks/endpoints";
import { answer, readBody, withViewer } from "../../with-viewer";

type Params = { webhookId: string };

export const PATCH = withViewer<Params>(
  async ({ viewer, params, request }) => {
    const change = await readBody(request, ChangeWebhookRequest);
    return answer(Webhook, await changeWebhook(viewer, params.webhookId, change, systemClock));
  },
  { needs: "webhooks" },
);

export const DELETE = withViewer<Params>(
  async ({ viewer, params }) => {
    await removeWebhook(viewer, params.webhookId);
    return new Response(null, { status: 204 });
  },
  { needs: "webhooks" },
);
