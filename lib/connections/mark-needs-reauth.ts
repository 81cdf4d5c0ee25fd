import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { AppError } from "@/lib/core/errors";
import { tellWebhooks } from "@/lib/db/tell-webhooks";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";

/** Stops a connection whose grant is dead until a person reconnects it, with the reason, and tells who listens, once. */
export function markNeedsReauth(scope: Scope, { code, message }: AppError): Promise<unknown> {
  return withWorker(scope, async (tx) => {
    const [stopped] = await tx
      .update(connections)
      .set({
        status: "needs_reauth",
        syncStatus: "error",
        lastSyncError: message,
        lastSyncErrorCode: code,
      })
      .where(and(eq(connections.id, scope.connectionId), inArray(connections.status, ["active", "paused"])))
      .returning({ name: connections.name, provider: connections.provider, at: sql<string>`now()` });
    if (!stopped) return;
    const { workspaceId, connectionId } = scope;
    const at = new Date(stopped.at);
    const { name, provider } = stopped;
    const about = { workspace_id: workspaceId, connection_id: connectionId, connection_name: name, provider };
    const type = "connection.needs_reauth";
    const key = `${type}:${connectionId}:${at.toISOString()}`;
    await tellWebhooks(tx, { workspaceId, type, key, at, data: { ...about, error: { code, message } } });
  });
}
