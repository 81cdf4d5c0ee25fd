import "server-only";
import { and, eq, sql } from "drizzle-orm";
import {
  checkpoints,
  connections,
  dailyMetrics,
  demographics,
  entities,
  heldDeletions,
} from "@/drizzle/schema";
import { type Tx, withWorker } from "@/lib/db/transaction";
import type { AdStream } from "@/lib/domain/stream";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection } from "./find-connection";
import { type Requested, requestSyncIn } from "./request";
import { isEntityStream, isMetricStream, kindOfStream, levelOfStream } from "./screen-rows";

/** Deletes what a stream stored; revisions are another table and stay. Returns the rows removed. */
async function removeRows(tx: Tx, connectionId: string, stream: AdStream): Promise<number> {
  if (isEntityStream(stream)) {
    const kind = kindOfStream[stream];
    await tx
      .delete(heldDeletions)
      .where(and(eq(heldDeletions.connectionId, connectionId), eq(heldDeletions.kind, kind)));
    return (
      await tx.delete(entities).where(and(eq(entities.connectionId, connectionId), eq(entities.kind, kind)))
    ).count;
  }
  if (isMetricStream(stream)) {
    const ofLevel = eq(dailyMetrics.level, levelOfStream[stream]);
    return (await tx.delete(dailyMetrics).where(and(eq(dailyMetrics.connectionId, connectionId), ofLevel)))
      .count;
  }
  return (await tx.delete(demographics).where(eq(demographics.connectionId, connectionId))).count;
}

/**
 * Empties one stream and asks for a full run that reads it again, in one transaction. Its revisions stay, and what is
 * read again makes none, since it is no news. Older days than a full run reads come back with a backfill. Refused
 * with `sync_active` (409) while a sync runs.
 */
export function resetStream(
  viewer: Viewer,
  connectionId: string,
  stream: AdStream,
): Promise<Requested & { rowsRemoved: number }> {
  return withWorker(viewer, async (tx) => {
    await findConnection(tx, connectionId, { lock: true });
    const requested = await requestSyncIn(tx, viewer, { connectionId, mode: "full", whenActive: "refuse" });
    const rowsRemoved = await removeRows(tx, connectionId, stream);
    await tx
      .delete(checkpoints)
      .where(and(eq(checkpoints.connectionId, connectionId), eq(checkpoints.stream, stream)));
    const reimports = sql`(${connections.reimports} - ${stream}::text) || ${JSON.stringify([stream])}::jsonb`;
    await tx.update(connections).set({ reimports }).where(eq(connections.id, connectionId));
    const detail = { stream, rowsRemoved, runId: requested.runId };
    await recordAudit(tx, viewer, { action: "connection.reset", target: connectionId, detail });
    return { ...requested, rowsRemoved };
  });
}
