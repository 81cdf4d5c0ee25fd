"use client";

import { CirclePause, CirclePlay, Ellipsis, KeyRound, Pencil, Send, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { Delivery, Webhook } from "@/lib/api/webhooks";
import { webhookKeys } from "./queries";
import { type WebhookDialogName, WebhookDialogs } from "./webhook-dialogs";

export function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const router = useRouter();
  const [dialog, setDialog] = useState<WebhookDialogName | null>(null);
  const path = `/api/webhooks/${webhook.id}`;
  const isOn = webhook.status === "active";
  const test = useAct({
    act: () => fetchApi(`${path}/test`, Delivery, { method: "POST" }),
    touches: webhookKeys.all,
    onDone: () => {
      toast.success("A test is on its way");
      router.push(`/settings/webhooks/${webhook.id}` as Route);
    },
  });
  const turn = useAct({
    act: () => fetchApi(path, Webhook, { method: "PATCH", body: { enabled: !isOn } }),
    touches: webhookKeys.all,
    onDone: ({ status }) => void toast.success(status === "active" ? "Turned on" : "Turned off"),
  });
  const trigger = (
    <Button size="icon" aria-label={`More for ${webhook.name}`}>
      <Ellipsis aria-hidden="true" className="size-4" />
    </Button>
  );
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem
          icon={Send}
          onSelect={() => test.mutate(undefined)}
          disabledReason={isOn ? null : "It is turned off."}
        >
          Send a test
        </MenuItem>
        <MenuItem icon={Pencil} onSelect={() => setDialog("change")}>
          Change
        </MenuItem>
        <MenuItem icon={isOn ? CirclePause : CirclePlay} onSelect={() => turn.mutate(undefined)}>
          {isOn ? "Turn off" : "Turn on"}
        </MenuItem>
        <MenuItem icon={KeyRound} onSelect={() => setDialog("rotate")}>
          New signing secret
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDanger onSelect={() => setDialog("remove")}>
          Remove
        </MenuItem>
      </Menu>
      <WebhookDialogs webhook={webhook} open={dialog} onClose={() => setDialog(null)} />
    </>
  );
}
