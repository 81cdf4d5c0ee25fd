"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { WebhookSecret } from "@/lib/api/webhooks";
import { webhookKeys } from "./queries";
import { SecretShown } from "./secret-shown";
import { emptyFields, type WebhookFields, WebhookForm } from "./webhook-form";

type Props = { isOpen: boolean; onClose: () => void };

export function CreateWebhookDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Add a webhook"
      description="Every message is signed, and tried again for about three days until it arrives."
    >
      <Create onClose={onClose} />
    </Dialog>
  );
}

function Create({ onClose }: Pick<Props, "onClose">) {
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const create = useAct({
    act: (body: WebhookFields) => fetchApi("/api/webhooks", WebhookSecret, { method: "POST", body }),
    touches: webhookKeys.all,
    onDone: setMade,
  });
  if (made) return <SecretShown made={made} onClose={onClose} />;
  return (
    <WebhookForm
      start={emptyFields}
      verb="Add the webhook"
      isPending={create.isPending}
      onSubmit={(fields) => create.mutate(fields)}
      onCancel={onClose}
    />
  );
}
