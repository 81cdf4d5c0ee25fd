import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { connectionAccounts, connections, syncSchedule } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import { withWorker } from "@/lib/db/transaction";
import type { Account } from "@/lib/domain/entity";
import type { Grant, Provider } from "@/lib/providers/contract";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { storeTokens } from "./tokens";

type Input = { provider: Provider; grant: Grant; accounts: Account[]; at: Date };

/**
 * Keeps a grant as a connection with its accounts. The same login at the same provider is the same connection:
 * its data stays, its tokens are replaced and it is active again.
 */
export function saveConnection(viewer: Viewer, { provider, grant, accounts, at }: Input): Promise<string> {
  const { workspaceId } = viewer;
  return withWorker(viewer, async (tx) => {
    const [existing] = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(and(eq(connections.provider, provider.id), eq(connections.externalUserId, grant.externalUserId)))
      .for("update");
    const id = existing?.id ?? newId();
    if (existing) {
      await tx
        .update(connections)
        .set({
          status: "active",
          pausedReason: null,
          pausedBy: null,
          consecutiveFailures: 0,
          blockingFailures: 0,
          lastSyncError: null,
          lastSyncErrorCode: null,
          syncStatus: "idle",
        })
        .where(eq(connections.id, id));
    } else {
      const name = `${provider.name} · ${grant.name}`;
      await tx.insert(connections).values({
        id,
        workspaceId,
        provider: provider.id,
        name,
        externalUserId: grant.externalUserId,
        createdAt: at,
      });
      await tx.insert(syncSchedule).values({ connectionId: id, workspaceId });
    }
    const rows = accounts.map((account) => ({
      ...account,
      workspaceId,
      connectionId: id,
      provider: provider.id,
    }));
    if (rows.length > 0) {
      await tx
        .insert(connectionAccounts)
        .values(rows)
        .onConflictDoUpdate({
          target: [connectionAccounts.connectionId, connectionAccounts.externalId],
          set: {
            name: sql`excluded.name`,
            currency: sql`excluded.currency`,
            timezone: sql`excluded.timezone`,
            status: sql`excluded.status`,
          },
        });
    }
    await storeTokens(tx, { workspaceId, connectionId: id }, grant, at);
    await recordAudit(tx, viewer, {
      action: existing ? "connection.reconnected" : "connection.connected",
      target: id,
    });
    return id;
  });
}
