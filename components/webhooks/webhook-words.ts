import { Ban, CircleCheck, CirclePause, CircleX, Hourglass, TriangleAlert } from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { Webhook } from "@/lib/api/webhooks";
import type { DeliveryStatus, WebhookEvent } from "@/lib/domain/webhook";

export const eventWords = {
  "sync.completed": "A sync has ended, wholly or partly",
  "sync.failed": "A sync has failed",
  "connection.needs_reauth": "An account has to be reconnected",
  "alert.opened": "Something went wrong",
  "alert.resolved": "It is over",
} as const satisfies Record<WebhookEvent, string>;

export const deliveryWords = {
  pending: {
    label: "Waiting",
    meaning: "It is being sent, or will be tried again.",
    tone: "busy",
    icon: Hourglass,
  },
  delivered: { label: "Delivered", meaning: "The receiver took it.", tone: "good", icon: CircleCheck },
  failed: {
    label: "Failed",
    meaning: "Its attempts are used up; it can be sent again.",
    tone: "bad",
    icon: CircleX,
  },
  cancelled: {
    label: "Not sent",
    meaning: "The webhook was turned off before it arrived.",
    tone: "off",
    icon: Ban,
  },
} as const satisfies Record<DeliveryStatus, StatusWord>;

const stopped = {
  person: { label: "Off", meaning: "Somebody turned it off.", tone: "off", icon: CirclePause },
  failures: {
    label: "Turned off",
    meaning: "Nothing arrived there for five days.",
    tone: "bad",
    icon: CircleX,
  },
  gone: {
    label: "Turned off",
    meaning: "It answered that it is gone for good (410).",
    tone: "bad",
    icon: CircleX,
  },
} as const satisfies Record<NonNullable<Webhook["disabled_by"]>, StatusWord>;

const failing = {
  label: "Failing",
  meaning: "The last attempts failed; they are repeated. After five days it is turned off.",
  tone: "warn",
  icon: TriangleAlert,
} as const satisfies StatusWord;
const active = {
  label: "On",
  meaning: "It is told.",
  tone: "good",
  icon: CircleCheck,
} as const satisfies StatusWord;

export function webhookWord({ status, disabled_by, failing_since }: Webhook): StatusWord {
  if (status === "disabled") return stopped[disabled_by ?? "person"];
  return failing_since === null ? active : failing;
}
