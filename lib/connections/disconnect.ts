import "server-only";
import { eq } from "drizzle-orm";
import { connectionSecrets, connections, syncSchedule } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { discardSetup } from "./discard-setup";
import { findConnection } from "./find-connection";
import { revokeGrant } from "./revoke-grant";
import { readTokens } from "./tokens";

/**
 * Ends our access: revoked at the provider, tokens shredded here, schedule stopped. Synced data stays; an unfinished
 * setup leaves nothing. Tokens are shredded also when the provider cannot be reached. Running syncs must be cancelled
 * by the caller.
 */
export async function disconnect(viewer: Viewer, connectionId: string): Promise<void> {
  const scope = { workspaceId: viewer.workspaceId, connectionId };
  const { connection, tokens } = await withWorker(viewer, async (tx) => ({
    connection: await findConnection(tx, connectionId),
    tokens: await readTokens(tx, scope),
  }));
  if (connection.status === "choosing") {
    await discardSetup(scope);
    return;
  }
  if (tokens) await revokeGrant(connection, tokens.accessToken);
  await withWorker(viewer, async (tx) => {
    await tx.delete(connectionSecrets).where(eq(connectionSecrets.connectionId, connectionId));
    await tx.update(connections).set({ status: "disconnected" }).where(eq(connections.id, connectionId));
    await tx
      .update(syncSchedule)
      .set({ everySeconds: null, nextSyncAt: null })
      .where(eq(syncSchedule.connectionId, connectionId));
    await recordAudit(tx, viewer, { action: "connection.disconnected", target: connectionId });
  });
}
