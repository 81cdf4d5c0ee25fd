"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { plural } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useAct } from "@/components/ui/use-act";
import { fetchApi } from "@/lib/api/fetch";
import { Delivery } from "@/lib/api/webhooks";
import { DeliveryLog } from "./delivery-log";
import { webhookKeys } from "./queries";
import { deliveryWords } from "./webhook-words";

type Props = { webhookId: string; delivery: Delivery };

export function DeliveryRow({ webhookId, delivery }: Props) {
  const [isOpen, setOpen] = useState(false);
  const resend = useAct({
    act: () =>
      fetchApi(`/api/webhooks/${webhookId}/deliveries/${delivery.id}/resend`, Delivery, { method: "POST" }),
    touches: webhookKeys.deliveries(webhookId),
    onDone: () => void toast.success("On its way again", { description: delivery.type }),
  });
  const busy = resend.isPending ? "Asking the server." : null;
  const waits = delivery.status === "pending" ? "It is being sent already." : null;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col gap-0.5">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Status word={deliveryWords[delivery.status]} className="text-sm" />
            <span className="font-medium font-mono text-sm">{delivery.type}</span>
          </p>
          <Facts delivery={delivery} />
        </div>
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={() => resend.mutate(undefined)} disabledReason={busy ?? waits}>
            Send again<span className="sr-only">: {delivery.type}</span>
          </Button>
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Log<span className="sr-only"> of {delivery.id}</span>
            <ChevronDown aria-hidden="true" className={isOpen ? "size-3.5 rotate-180" : "size-3.5"} />
          </Button>
        </div>
      </div>
      {isOpen ? <DeliveryLog webhookId={webhookId} deliveryId={delivery.id} /> : null}
    </li>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { status, created_at, attempts, last_error, next_attempt_at } = delivery;
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-faint text-xs">
      <Time at={created_at} />
      <span>{plural(attempts, "attempt")}</span>
      {last_error && status !== "delivered" ? <span className="text-ink-soft">{last_error}</span> : null}
      {status === "pending" && next_attempt_at ? (
        <span>
          next <Time at={next_attempt_at} due="now" />
        </span>
      ) : null}
    </p>
  );
}
