import "server-only";
import { inArray, sql } from "drizzle-orm";
import { outbox } from "@/drizzle/schema";
import { type Clock, systemClock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { newId } from "@/lib/core/ids";
import { type Tx, withWorkspace } from "@/lib/db/transaction";

export type OutgoingEvent = { id: string; name: string; data: Record<string, unknown> };
/** Sends events to the executor; handed down, since the engine knows no Inngest. */
export type Send = (events: OutgoingEvent[]) => Promise<unknown>;

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

const isFreeAt = (now: Date) =>
  sql`dispatched_at is null and (claimed_until is null or claimed_until < ${now.toISOString()}::timestamptz)`;

/** Is there an event of the workspace that nobody has sent or is sending? */
export const hasWaiting = ({ workspaceId }: { workspaceId: string }): Promise<boolean> =>
  withWorkspace({ workspaceId }, async (tx) => {
    const rows = tx.select({ id: outbox.id }).from(outbox).where(isFreeAt(systemClock()));
    return (await rows.limit(1)).length > 0;
  });

/** Longer than an executor takes to accept events; after it, a sender that died is taken to be dead. */
const claimSeconds = 30;
const mostAtOnce = 100;

const claim = (tx: Tx, now: Date) =>
  tx
    .update(outbox)
    .set({
      claimedUntil: new Date(now.getTime() + claimSeconds * 1_000),
      attempts: sql`${outbox.attempts} + 1`,
    })
    .where(
      sql`${outbox.id} in (select id from outbox where ${isFreeAt(now)} order by created_at limit ${mostAtOnce} for update skip locked)`,
    )
    .returning();

/** As `deliver`, of the oldest of them. */
async function deliverSome(workspaceId: string, send: Send, clock: Clock): Promise<number> {
  const claimed = await withWorkspace({ workspaceId }, (tx) => claim(tx, clock()));
  if (claimed.length === 0) return 0;
  const ids = claimed.map(({ id }) => id);
  const note = (change: Partial<typeof outbox.$inferInsert>) =>
    withWorkspace({ workspaceId }, (tx) => tx.update(outbox).set(change).where(inArray(outbox.id, ids)));
  claimed.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  crashpoint("outbox: before sending");
  try {
    await send(claimed.map(({ eventId, name, data }) => ({ id: eventId, name, data })));
  } catch (error) {
    await note({ claimedUntil: null });
    throw error;
  }
  crashpoint("outbox: sent, not noted");
  await note({ dispatchedAt: clock() });
  return claimed.length;
}

/**
 * Sends the workspace's waiting events, each claimed first: many requests at once send an event once. A crash between
 * sending and noting it sends the event again under the same id, which the executor takes once. Returns how many were
 * sent; throws what `send` throws, and the events wait on.
 */
export async function deliver(workspaceId: string, send: Send, clock = systemClock): Promise<number> {
  let total = 0;
  for (;;) {
    const sent = await deliverSome(workspaceId, send, clock);
    total += sent;
    if (sent < mostAtOnce) return total;
  }
}
