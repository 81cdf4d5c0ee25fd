import { runWord } from "@/components/sync/run-words";
import type { StatusWord } from "@/components/ui/status";
import type { SyncStatus } from "@/lib/api/sync-start";
import type { RunStatus } from "@/lib/domain/run-status";

const runStatusOf = {
  queued: "queued",
  in_progress: "running",
  complete: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<SyncStatus["status"], RunStatus>;

/** A complete sync that tells an error is one of which some parts failed. */
export const wordOf = ({
  status,
  error,
  errorCode,
}: Pick<SyncStatus, "status" | "error" | "errorCode">): StatusWord =>
  runWord(status === "complete" && error !== undefined ? "partial" : runStatusOf[status], errorCode);

export const syncStatuses = Object.keys(runStatusOf) as SyncStatus["status"][];
