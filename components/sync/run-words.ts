import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  LoaderCircle,
  Replace,
  SquareX,
} from "lucide-react";
import type { StatusWord } from "@/components/ui/status";
import { failureKindOf, failures } from "@/lib/domain/failure";
import type { RunMode, RunStatus, RunTrigger } from "@/lib/domain/run-status";

const runWords = {
  queued: {
    label: "Queued",
    meaning: "Accepted; it starts as soon as there is room.",
    tone: "busy",
    icon: CircleDashed,
  },
  running: {
    label: "Running",
    meaning: "Reading from the provider.",
    tone: "busy",
    icon: LoaderCircle,
    spins: true,
  },
  cancelling: {
    label: "Cancelling",
    meaning: "Stopping after the call under way.",
    tone: "busy",
    icon: SquareX,
  },
  succeeded: {
    label: "Succeeded",
    meaning: "Everything asked for was read.",
    tone: "good",
    icon: CircleCheck,
  },
  partial: {
    label: "Partly",
    meaning: "Some parts failed; the rest is in.",
    tone: "warn",
    icon: CircleAlert,
  },
  failed: { label: "Failed", meaning: "It ended with an error.", tone: "bad", icon: CircleX },
  cancelled: { label: "Cancelled", meaning: "Someone stopped it.", tone: "off", icon: CircleSlash },
  superseded: { label: "Superseded", meaning: "A newer sync took over.", tone: "off", icon: Replace },
} as const satisfies Record<RunStatus, StatusWord>;

/** Red only where a person must act: what the provider or we put right is amber. */
export function runWord(status: RunStatus, code: string | null | undefined): StatusWord {
  if (status !== "failed" || !code || failures[failureKindOf(code)].actor === "you") return runWords[status];
  return { ...runWords.failed, tone: "warn" };
}

export const triggerWords = {
  manual: "by hand",
  schedule: "on schedule",
  force: "forced",
  backfill: "chosen days",
  retry: "retry",
  replay: "replay",
} as const satisfies Record<RunTrigger, string>;

export const modeWords = {
  incremental: "what may have changed",
  full: "the full window",
} as const satisfies Record<RunMode, string>;
