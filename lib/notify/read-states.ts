import { and, eq, notInArray, sql } from "drizzle-orm";
import { connectionSecrets, connections } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { Frequency } from "@/lib/domain/frequency";
import type { ConnectionState } from "./rules";

/** Does the provider renew tokens without a person? Handed in: alerts know no provider. */
export type CanRenew = (provider: string) => boolean;

/** The states of one workspace's connections, or with the jobs role of all. */
export async function readStates(
  tx: Tx,
  canRenew: CanRenew,
  workspaceId?: string,
): Promise<ConnectionState[]> {
  const rows = await tx
    .select({
      connectionId: connections.id,
      workspaceId: connections.workspaceId,
      provider: connections.provider,
      status: connections.status,
      pausedBy: connections.pausedBy,
      frequency: connections.syncFrequency,
      lastSyncCompletedAt: connections.lastSyncCompletedAt,
      lastErrorCode: connections.lastSyncErrorCode,
      consecutiveFailures: connections.consecutiveFailures,
      blockingFailures: connections.blockingFailures,
      tokenExpiresAt: connectionSecrets.expiresAt,
      tokenRefreshedAt: connectionSecrets.refreshedAt,
      consentEndsAt: connections.consentEndsAt,
      held: sql<number>`coalesce((select sum(h.missing) from held_deletions h
        where h.connection_id = connections.id and h.accepted < h.missing), 0)::int`,
    })
    .from(connections)
    .leftJoin(connectionSecrets, eq(connectionSecrets.connectionId, connections.id))
    .where(
      and(
        notInArray(connections.status, ["disconnected", "choosing"]),
        workspaceId ? eq(connections.workspaceId, workspaceId) : undefined,
      ),
    );
  return rows.map(({ provider, frequency, ...row }) => ({
    ...row,
    frequency: frequency as Frequency,
    canRenew: canRenew(provider),
  }));
}
