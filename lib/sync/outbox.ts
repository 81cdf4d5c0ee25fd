import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { outbox } from "@/drizzle/schema";
import { crashpoint } from "@/lib/core/crashpoint";
import { newId } from "@/lib/core/ids";
import { type Tx, withWorkspace } from "@/lib/db/transaction";

export type OutgoingEvent = { id: string; name: string; data: Record<string, unknown> };
/** Sends events to the executor; handed down, since the engine knows no Inngest. */
export type Send = (event: OutgoingEvent) => Promise<unknown>;

/** Ids of the events and nothing else: the executor never sees tokens or rows. */
export const syncRequested = (
  workspaceId: string,
  connectionId: string,
  runId: string,
  part: number,
): OutgoingEvent => ({
  id: part === 1 ? `sync-${runId}` : `sync-${runId}-${part}`,
  name: "sync/requested",
  data: { workspaceId, connectionId, runId, part },
});

export const syncCancelled = (workspaceId: string, connectionId: string, runId: string): OutgoingEvent => ({
  id: `cancel-${runId}`,
  name: "sync/cancelled",
  data: { workspaceId, connectionId, runId },
});

/** A run failed, or the first one after a failure did not: alerts may open or resolve. */
export const syncAttention = (workspaceId: string, connectionId: string, runId: string): OutgoingEvent => ({
  id: `attention-${runId}`,
  name: "sync/attention",
  data: { workspaceId, connectionId, runId },
});

/** Writes an event beside the facts it tells of; it is sent after the commit. */
export async function enqueue(tx: Tx, workspaceId: string, { id, name, data }: OutgoingEvent): Promise<void> {
  await tx.insert(outbox).values({ id: newId(), workspaceId, eventId: id, name, data }).onConflictDoNothing();
}

/**
 * Sends the workspace's waiting events. A crash between sending and noting it sends the event again under the same
 * id, which the executor takes once.
 */
export async function deliver(workspaceId: string, send: Send): Promise<number> {
  const waiting = await withWorkspace({ workspaceId }, (tx) =>
    tx.select().from(outbox).where(isNull(outbox.dispatchedAt)).orderBy(outbox.createdAt).limit(100),
  );
  for (const { id, eventId, name, data } of waiting) {
    crashpoint("outbox: before sending");
    await send({ id: eventId, name, data });
    crashpoint("outbox: sent, not noted");
    await withWorkspace({ workspaceId }, (tx) =>
      tx
        .update(outbox)
        .set({ dispatchedAt: new Date(), attempts: sql`${outbox.attempts} + 1` })
        .where(and(eq(outbox.id, id), isNull(outbox.dispatchedAt))),
    );
  }
  return waiting.length;
}
