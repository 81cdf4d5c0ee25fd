"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as z from "zod";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { Webhook, WebhookSecret } from "@/lib/api/webhooks";
import { webhookKeys } from "./queries";
import { SecretShown } from "./secret-shown";
import { type WebhookFields, WebhookForm } from "./webhook-form";

export type WebhookDialogName = "change" | "rotate" | "remove";
type Props = { webhook: Webhook; onClose: () => void };

export function WebhookDialogs({ open, ...props }: Props & { open: WebhookDialogName | null }) {
  const { webhook, onClose } = props;
  const shut = (isOpen: boolean) => !isOpen && onClose();
  return (
    <>
      <Dialog
        isOpen={open === "change"}
        onOpenChange={shut}
        title={`Change ${webhook.name}`}
        description="What waits is sent to the address as it is at the time."
      >
        <Change {...props} />
      </Dialog>
      <Dialog
        isOpen={open === "rotate"}
        onOpenChange={shut}
        title={`A new secret for ${webhook.name}`}
        description="For a day messages carry two signatures, so that your receiver can follow."
      >
        <Rotate {...props} />
      </Dialog>
      <Remove {...props} isOpen={open === "remove"} />
    </>
  );
}

function Change({ webhook, onClose }: Props) {
  const { url, name, events, only_when_changed } = webhook;
  const change = useAct({
    act: (body: WebhookFields) => fetchApi(`/api/webhooks/${webhook.id}`, Webhook, { method: "PATCH", body }),
    touches: webhookKeys.all,
    onDone: () => {
      toast.success("Changed", { description: name });
      onClose();
    },
  });
  return (
    <WebhookForm
      start={{ url, name, events, only_when_changed }}
      verb="Save"
      isPending={change.isPending}
      onSubmit={(fields) => change.mutate(fields)}
      onCancel={onClose}
    />
  );
}

function Rotate({ webhook, onClose }: Props) {
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const rotate = useAct({
    act: () => fetchApi(`/api/webhooks/${webhook.id}/rotate`, WebhookSecret, { method: "POST" }),
    touches: webhookKeys.all,
    onDone: setMade,
  });
  if (made) return <SecretShown made={made} onClose={onClose} />;
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onClose}>Keep the old one</Button>
      <Button
        variant="primary"
        onClick={() => rotate.mutate(undefined)}
        disabledReason={rotate.isPending ? "Asking the server." : null}
      >
        Make a new secret
      </Button>
    </div>
  );
}

function Remove({ webhook, onClose, isOpen }: Props & { isOpen: boolean }) {
  const router = useRouter();
  const remove = useAct({
    act: () => fetchApi(`/api/webhooks/${webhook.id}`, z.null(), { method: "DELETE" }),
    touches: webhookKeys.all,
    onDone: () => {
      toast.success("Removed", { description: webhook.name });
      onClose();
      router.push("/settings/webhooks");
    },
  });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Remove ${webhook.name}?`}
      description="Its secret and its log go with it. What waits is not sent."
      verb="Remove"
      onConfirm={() => remove.mutate(undefined)}
      isPending={remove.isPending}
    />
  );
}
