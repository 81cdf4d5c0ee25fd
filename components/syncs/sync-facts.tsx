"use client";

import { Elapsed } from "@/components/sync/elapsed";
import { triggerWords } from "@/components/sync/run-words";
import { formatCount } from "@/components/ui/format";
import type { SyncStatus } from "@/lib/api/sync-start";
import { RunTrigger } from "@/lib/domain/run-status";

/** `on schedule`, `by hand by Ada`. */
export function triggerOf({ trigger, actor }: SyncStatus): string {
  const known = RunTrigger.safeParse(trigger);
  const how = known.success ? triggerWords[known.data] : trigger;
  return known.success && known.data === "schedule" ? how : `${how}, ${actor}`;
}

export function Duration({ sync }: { sync: SyncStatus }) {
  if (sync.status === "queued") return <span className="text-ink-faint">–</span>;
  return <Elapsed from={sync.startedAt} to={sync.completedAt ?? null} />;
}

export function ChangedRows({ sync }: { sync: SyncStatus }) {
  return sync.rowsChanged === 0 ? (
    <span className="text-ink-faint">none</span>
  ) : (
    <span className="font-medium">{formatCount(sync.rowsChanged)}</span>
  );
}
