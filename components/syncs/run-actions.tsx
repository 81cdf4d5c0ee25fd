"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, RotateCw, Square } from "lucide-react";
import { useRefusals } from "@/components/shell/viewer";
import { snapshotPath, snapshotQuery } from "@/components/sync/snapshot";
import { useCancel } from "@/components/sync/use-cancel";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { SyncJob } from "@/lib/api/sync";
import { isActive } from "@/lib/domain/run-status";
import { useRetry } from "./use-retry";

/** What can be done with a run: stop it, retry what failed, take its snapshot home. */
export function RunActions({ run }: { run: SyncJob }) {
  if (isActive(run.run_status)) return <CancelButton run={run} />;
  return (
    <>
      <SnapshotLink run={run} />
      {run.retryable ? <RetryButton run={run} /> : null}
    </>
  );
}

function CancelButton({ run }: { run: SyncJob }) {
  const cancel = useCancel();
  const { operate } = useRefusals();
  const whyNot = operate ?? (run.run_status === "cancelling" ? "Cancelling now." : null);
  return (
    <Button onClick={() => cancel.mutate(run.id)} disabledReason={whyNot}>
      <Square aria-hidden="true" className="size-3.5" />
      Cancel
    </Button>
  );
}

function RetryButton({ run }: { run: SyncJob }) {
  const retry = useRetry(run);
  const { operate } = useRefusals();
  const whyNot = operate ?? (retry.isPending ? "Asking the server." : null);
  return (
    <Button variant="primary" onClick={() => retry.mutate()} disabledReason={whyNot}>
      <RotateCw aria-hidden="true" className="size-3.5" />
      Retry failed parts
    </Button>
  );
}

function SnapshotLink({ run }: { run: SyncJob }) {
  const hasChanges = run.result?.has_changes === true;
  const { data: isThere } = useQuery({ ...snapshotQuery(run.connection_id, run.id), enabled: hasChanges });
  if (!isThere) return null;
  return (
    <a href={snapshotPath(run.connection_id, run.id)} download className={buttonClass()}>
      <Download aria-hidden="true" className="size-3.5" />
      Snapshot
    </a>
  );
}
