import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { AppError } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { tellNeedsReauth } from "./tell-needs-reauth";

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
    await tellNeedsReauth(tx, { ...scope, ...stopped, at: new Date(stopped.at), error: { code, message } });
  });
}
