import { eq } from "drizzle-orm";
import { syncRuns } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import { enqueue, syncRequested } from "./outbox";
import type { Lease } from "./step";

/** Gives the rest of a large run to a further call of the durable function; its event waits in the outbox. */
export function handOver(lease: Lease, part: number): Promise<number> {
  const { workspaceId, connectionId, runId } = lease;
  return withWorker(lease, async (tx) => {
    await tx.update(syncRuns).set({ part }).where(eq(syncRuns.id, runId));
    await enqueue(tx, workspaceId, syncRequested(workspaceId, connectionId, runId, part));
    return part;
  });
}
