import { eq } from "drizzle-orm";
import { connections, syncRuns } from "@/drizzle/schema";
import { addNewAccounts } from "@/lib/connections/add-new-accounts";
import type { Clock } from "@/lib/core/clock";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { withWorker } from "@/lib/db/transaction";
import type { Frequency } from "@/lib/domain/frequency";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import { chooseLanes, type LaneClocks } from "./lanes";
import { scopeOf } from "./scope";
import type { RunRef } from "./step";

/** The connection of a run that is about to list entities; the first run reads what a person has just chosen. */
async function findListing({ workspaceId, runId }: RunRef, now: Date): Promise<string | null> {
  const [row] = await withWorker({ workspaceId }, (tx) =>
    tx
      .select()
      .from(syncRuns)
      .innerJoin(connections, eq(connections.id, syncRuns.connectionId))
      .where(eq(syncRuns.id, runId)),
  );
  if (row?.sync_runs.status !== "queued" || scopeOf(row.sync_runs) !== null) return null;
  const { id, autoAddAccounts, laneClocks, syncFrequency } = row.connections;
  const clocks = laneClocks as LaneClocks;
  if (!autoAddAccounts || Object.keys(clocks).length === 0) return null;
  const { mode, trigger } = row.sync_runs;
  const lanes = chooseLanes({
    mode: mode as RunMode,
    trigger: trigger as RunTrigger,
    clocks,
    frequency: syncFrequency as Frequency,
    now,
  });
  return lanes.includes("entities") ? id : null;
}

/** Before entities are listed, adds accounts that are new at the provider. A sync does not fail for want of that list. */
export async function lookForAccounts(ref: RunRef, clock: Clock): Promise<void> {
  const connectionId = await findListing(ref, clock());
  if (connectionId === null) return;
  try {
    await addNewAccounts({ workspaceId: ref.workspaceId, connectionId }, clock);
  } catch (thrown) {
    log.warn({ error: toAppError(thrown), connectionId }, "new accounts were not looked for");
  }
}
