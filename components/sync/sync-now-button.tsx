"use client";

import { RefreshCw, Square } from "lucide-react";
import { isBusy } from "@/components/connections/is-busy";
import { useRefusals } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import type { Connection } from "@/lib/api/connection";
import { useCancel } from "./use-cancel";
import { useSyncNow } from "./use-sync-now";

/** Starts a sync; while one is active the same button, in the same place, cancels it. */
export function SyncNowButton({ connection }: { connection: Connection }) {
  const sync = useSyncNow(connection);
  const cancel = useCancel();
  const { operate } = useRefusals();
  const jobId = connection.active_job_id;
  const isSyncing = isBusy(connection);
  const Icon = isSyncing ? Square : RefreshCw;
  const whyNoCancel =
    jobId === null ? "The request is on its way." : cancel.isPending ? "Cancelling now." : null;
  const press = () => {
    if (!isSyncing) sync.mutate("incremental");
    else if (jobId !== null) cancel.mutate(jobId);
  };
  return (
    <Button
      data-sync
      className="min-w-28"
      onClick={press}
      disabledReason={operate ?? (isSyncing ? whyNoCancel : null)}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {isSyncing ? "Cancel" : "Sync now"}
      <span className="sr-only"> {connection.name}</span>
    </Button>
  );
}
