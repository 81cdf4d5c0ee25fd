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

/** Shreds the tokens and lets no further sync begin, at once; an unfinished setup has no syncs and is left to its own end. */
function close(viewer: Viewer, connectionId: string) {
  return withWorker(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId, { lock: true });
    const tokens = await readTokens(tx, { workspaceId: viewer.workspaceId, connectionId });
    if (connection.status === "choosing") return { connection, tokens };
    await tx.delete(connectionSecrets).where(eq(connectionSecrets.connectionId, connectionId));
    await tx.update(connections).set({ status: "disconnected" }).where(eq(connections.id, connectionId));
    await tx
      .update(syncSchedule)
      .set({ everySeconds: null, nextSyncAt: null })
      .where(eq(syncSchedule.connectionId, connectionId));
    await recordAudit(tx, viewer, { action: "connection.disconnected", target: connectionId });
    return { connection, tokens };
  });
}

/**
 * Ends our access: tokens shredded and schedule stopped in one go, what still runs stopped by `stopSyncs`, then revoked
 * at the provider, which may be out of reach. Synced data stays; an unfinished setup leaves nothing.
 */
export async function disconnect(
  viewer: Viewer,
  connectionId: string,
  stopSyncs: () => Promise<unknown>,
): Promise<void> {
  const { connection, tokens } = await close(viewer, connectionId);
  if (connection.status === "choosing") {
    await discardSetup({ workspaceId: viewer.workspaceId, connectionId });
    return;
  }
  await stopSyncs();
  if (tokens) await revokeGrant(connection, tokens.accessToken);
}
