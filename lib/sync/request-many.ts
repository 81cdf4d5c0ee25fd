import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import { type Requester, requestSync } from "./request";

export type StartedJob = { job_id: string; connection_id: string; status: "queued" | "running" };

/** Asks for a sync of one connection, or of every active one of the workspace. */
export async function requestSyncs(requester: Requester, connectionId?: string): Promise<StartedJob[]> {
  const ids = connectionId
    ? [connectionId]
    : await withWorkspace(requester, async (tx) =>
        (
          await tx.select({ id: connections.id }).from(connections).where(eq(connections.status, "active"))
        ).map(({ id }) => id),
      );
  const jobs: StartedJob[] = [];
  for (const id of ids) {
    try {
      const { runId, status } = await requestSync(requester, { connectionId: id });
      jobs.push({ job_id: runId, connection_id: id, status });
    } catch (error) {
      // Of all connections, one that was paused or removed meanwhile does not hold up the others.
      const hasGone = error instanceof AppError && (error.status === 409 || error.status === 404);
      if (connectionId || !hasGone) throw error;
    }
  }
  return jobs;
}
