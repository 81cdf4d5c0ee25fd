import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import type { Alert } from "@/lib/api/alerts";
import type { AlertSeverity } from "@/lib/domain/alert";

const severityWords = {
  critical: {
    label: "You must act",
    meaning: "Syncs stand still until you do.",
    tone: "bad",
    icon: CircleAlert,
  },
  warning: {
    label: "Worth a look",
    meaning: "It goes on, but something is not as it should be.",
    tone: "warn",
    icon: TriangleAlert,
  },
  info: { label: "Good to know", meaning: "It is being put right without you.", tone: "off", icon: Info },
} as const satisfies Record<AlertSeverity, StatusWord>;

const over = {
  label: "Over",
  meaning: "Its cause is gone.",
  tone: "good",
  icon: CircleCheck,
} as const satisfies StatusWord;

export const alertWord = ({ status, severity }: Alert): StatusWord =>
  status === "resolved" ? over : severityWords[severity];

/** Open and nobody has said that they know. */
export const isUnseen = ({ status, acknowledged_at }: Alert): boolean =>
  status === "open" && acknowledged_at === null;
