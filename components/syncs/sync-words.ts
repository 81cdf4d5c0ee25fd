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

export const syncStatuses = Object.keys(syncWords) as SyncStatus["status"][];
