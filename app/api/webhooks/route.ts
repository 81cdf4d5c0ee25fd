import { CreateWebhookRequest, WebhookList, WebhookSecret } from "@/lib/api/webhooks";
import { systemClock } from "@/lib/core/clock";
import { createWebhook, listWebhooks } from "@/lib/notify/webhooks/endpoints";
import { answer, readBody, withViewer } from "../with-viewer";

export const GET = withViewer(
  async ({ viewer }) => answer(WebhookList, { webhooks: await listWebhooks(viewer) }),
  { needs: "webhooks" },
);

export const POST = withViewer(
  async ({ viewer, request }) => {
    const wanted = await readBody(request, CreateWebhookRequest);
    const { webhook, secret } = await createWebhook(viewer, wanted, systemClock);
    return answer(WebhookSecret, { webhook, secret: secret.reveal(), previous_until: null }, 201);
  },
  { needs: "webhooks" },
);
