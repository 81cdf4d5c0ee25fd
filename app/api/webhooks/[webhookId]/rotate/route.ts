import { WebhookSecret } from "@/lib/api/webhooks";
import { systemClock } from "@/lib/core/clock";
import { rotateSecret } from "@/lib/notify/webhooks/rotate";
import { answer, withViewer } from "../../../with-viewer";

export const POST = withViewer<{ webhookId: string }>(
  async ({ viewer, params }) => {
    const { webhook, secret, previousUntil } = await rotateSecret(viewer, params.webhookId, systemClock);
    const previous_until = previousUntil.toISOString();
    return answer(WebhookSecret, { webhook, secret: secret.reveal(), previous_until });
  },
  { needs: "webhooks" },
);
