import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { checkpoints, connections, watermarks } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import type { SourceStream } from "@/lib/domain/stream";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection } from "./find-connection";
import { type Requested, requestSyncIn } from "./request";
import { kindOf } from "./streams";

const notOffered = (provider: string) =>
  new AppError({
    code: "unknown_stream",
    message: `${provider} has no such stream.`,
    status: 422,
    actor: "you",
    fix: "Choose one of the connection's streams.",
  });

/**
 * Empties one stream and asks for a full run that reads it again, in one transaction. Its revisions stay, and what is
 * read again makes none, since it is no news. Older days than a full run reads come back with a backfill. Refused
 * with `sync_active` (409) while a sync runs, with `unknown_stream` (422) where the provider has no such stream.
 */
export function resetStream(
  viewer: Viewer,
  connectionId: string,
  stream: SourceStream,
): Promise<Requested & { rowsRemoved: number }> {
  return withWorker(viewer, async (tx) => {
    const { provider } = await findConnection(tx, connectionId, { lock: true });
    if (!getProvider(provider).streams[stream]) throw notOffered(getProvider(provider).name);
    const requested = await requestSyncIn(tx, viewer, { connectionId, mode: "full", whenActive: "refuse" });
    const rowsRemoved = await kindOf(stream).remove(tx, connectionId);
    await tx
      .delete(checkpoints)
      .where(and(eq(checkpoints.connectionId, connectionId), eq(checkpoints.stream, stream)));
    await tx
      .delete(watermarks)
      .where(and(eq(watermarks.connectionId, connectionId), eq(watermarks.stream, stream)));
    const reimports = sql`(${connections.reimports} - ${stream}::text) || ${JSON.stringify([stream])}::jsonb`;
    await tx.update(connections).set({ reimports }).where(eq(connections.id, connectionId));
    const detail = { stream, rowsRemoved, runId: requested.runId };
    await recordAudit(tx, viewer, { action: "connection.reset", target: connectionId, detail });
    return { ...requested, rowsRemoved };
  });
}
