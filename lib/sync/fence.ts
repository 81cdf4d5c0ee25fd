import { and, eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import type { Lease } from "./step";

/** The run no longer holds its connection: it was cancelled, superseded or taken over. */
const lostLease = () =>
  new AppError({ code: "cancelled.fenced", message: "The sync was stopped.", retry: "never" });

/**
 * Holds the lease for the transaction or throws. Lock order everywhere: connection, then slices and facts, then run.
 */
export async function holdLease(tx: Tx, { connectionId, runId, fence }: Lease): Promise<void> {
  const [held] = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(eq(connections.id, connectionId), eq(connections.leaseRunId, runId), eq(connections.fence, fence)),
    )
    .for("share");
  if (!held) throw lostLease();
}
