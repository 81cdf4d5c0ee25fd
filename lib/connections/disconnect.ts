import "server-only";
import { eq } from "drizzle-orm";
import { connectionSecrets, connections, syncSchedule } from "@/drizzle/schema";
import { notFound } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { withWorker } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { isId } from "./is-id";
import { readTokens } from "./tokens";

/**
 * Ends our access: revoked at the provider, tokens shredded here, schedule stopped. Synced data stays. Tokens are
 * shredded also when the provider cannot be reached. Running syncs must be cancelled by the caller.
 */
export async function disconnect(viewer: Viewer, connectionId: string): Promise<void> {
  if (!isId(connectionId)) throw notFound("The connection");
  const scope = { workspaceId: viewer.workspaceId, connectionId };
  const found = await withWorker(viewer, async (tx) => {
    const [connection] = await tx.select().from(connections).where(eq(connections.id, connectionId));
    return connection ? { connection, tokens: await readTokens(tx, scope) } : null;
  });
  if (!found) throw notFound("The connection");
  const { connection, tokens } = found;
  if (tokens) {
    const { accessToken } = tokens;
    await getProvider(connection.provider)
      .oauth.revoke({ accessToken, externalUserId: connection.externalUserId })
      .catch((error: unknown) =>
        log.warn({ error, connectionId }, "the provider did not confirm the revocation"),
      );
  }
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
