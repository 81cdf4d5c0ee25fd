import type { QueryClient } from "@tanstack/react-query";
import { alertKeys } from "@/components/alerts/queries";
import { patchFromFrame } from "@/components/connections/patch-connection";
import { connectionKeys } from "@/components/connections/queries";
import { numbersKeys } from "@/components/dashboard/queries";
import { marketKeys } from "@/components/marketplace/keys";
import { historyKeys } from "@/components/syncs/queries";
import type { ProgressFrame, ProgressLog, SyncJob } from "@/lib/api/sync";
import { isActive } from "@/lib/domain/run-status";
import { appendFrame, mergeFrame } from "./merge-frame";
import { syncKeys } from "./queries";

const settled = new WeakMap<QueryClient, Set<string>>();

/** Once per run: what it may have changed is read again, and reads that left before its end are dropped first. */
export async function settleRun(client: QueryClient, jobId: string): Promise<void> {
  const done = settled.get(client) ?? new Set();
  settled.set(client, done);
  if (done.has(jobId)) return;
  done.add(jobId);
  // A retry may have read what was left to retry of the run before it.
  const parentId = client.getQueryData<SyncJob>(syncKeys.run(jobId))?.parent_job_id;
  const keys = [
    ...(parentId ? [syncKeys.run(parentId)] : []),
    connectionKeys.all,
    numbersKeys.all,
    marketKeys.all,
    alertKeys.all,
    historyKeys.all,
    syncKeys.run(jobId),
    syncKeys.events(jobId),
  ];
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Puts a frame of the stream on every screen that shows the run. */
export function applyFrame(client: QueryClient, jobId: string, frame: ProgressFrame): void {
  client.setQueryData<ProgressFrame>(syncKeys.frame(jobId), (known) =>
    known && known.seq >= frame.seq ? known : frame,
  );
  client.setQueryData<SyncJob>(syncKeys.run(jobId), (job) => (job ? mergeFrame(job, frame) : undefined));
  const log = client.getQueryData<ProgressLog>(syncKeys.events(jobId));
  client.setQueryData<ProgressLog>(syncKeys.events(jobId), appendFrame(log, frame));
  // Frames that came while the log was on its way are not in it.
  if (log && frame.seq > (log.events.at(-1)?.seq ?? 0) + 1)
    void client.invalidateQueries({ queryKey: syncKeys.events(jobId) });
  patchFromFrame(client, jobId, frame);
  if (!isActive(frame.status)) void settleRun(client, jobId);
}
