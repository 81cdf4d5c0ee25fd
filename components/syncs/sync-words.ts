import { runWords } from "@/components/sync/run-words";
import type { StatusWord } from "@/components/ui/status";
import type { SyncStatus } from "@/lib/api/sync-start";

export const syncWords = {
  queued: runWords.queued,
  in_progress: runWords.running,
  complete: runWords.succeeded,
  failed: runWords.failed,
  cancelled: runWords.cancelled,
} as const satisfies Record<SyncStatus["status"], StatusWord>;

/** A complete sync that tells an error is one of which some parts failed. */
export const wordOf = ({ status, error }: Pick<SyncStatus, "status" | "error">): StatusWord =>
  status === "complete" && error !== undefined ? runWords.partial : syncWords[status];

export const syncStatuses = Object.keys(syncWords) as SyncStatus["status"][];
