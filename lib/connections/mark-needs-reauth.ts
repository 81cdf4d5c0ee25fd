import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { AppError } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";

/** Stops a connection whose grant is dead until a person reconnects it, with the reason. */
export function markNeedsReauth(scope: Scope, { code, message }: AppError): Promise<unknown> {
  return withWorker(scope, (tx) =>
    tx
      .update(connections)
      .set({
        status: "needs_reauth",
        syncStatus: "error",
        lastSyncError: message,
        lastSyncErrorCode: code,
      })
      .where(and(eq(connections.id, scope.connectionId), inArray(connections.status, ["active", "paused"]))),
  );
}
