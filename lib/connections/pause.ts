import "server-only";
import { eq } from "drizzle-orm";
import { connections, syncSchedule } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { Frequency } from "@/lib/domain/frequency";
import { scheduleFor } from "@/lib/domain/schedule";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { isId } from "./is-id";

async function lock(tx: Tx, connectionId: string) {
  if (!isId(connectionId)) throw notFound("The connection");
  const [connection] = await tx
    .select()
    .from(connections)
    .where(eq(connections.id, connectionId))
    .for("update");
  if (!connection) throw notFound("The connection");
  return connection;
}

/** Stops scheduled and manual syncs until resumed; a running one finishes. Pausing twice is fine. */
export function pauseConnection(viewer: Viewer, connectionId: string): Promise<void> {
  return withWorkspace(viewer, async (tx) => {
    const { status } = await lock(tx, connectionId);
    if (status === "paused") return;
    if (status !== "active")
      throw new AppError({
        code: "connection_not_ready",
        message: "Only an active connection can be paused.",
        status: 409,
      });
    const pausedReason = `Paused by ${viewer.actor.name}`;
    await tx
      .update(connections)
      .set({ status: "paused", pausedReason, pausedBy: "person" })
      .where(eq(connections.id, connectionId));
    await recordAudit(tx, viewer, { action: "connection.paused", target: connectionId });
  });
}

/** Takes a paused connection up again from its next slot. Resuming an active one is fine. */
export function resumeConnection(viewer: Viewer, connectionId: string, clock: Clock): Promise<void> {
  return withWorkspace(viewer, async (tx) => {
    const { status, syncFrequency } = await lock(tx, connectionId);
    if (status === "active") return;
    if (status !== "paused")
      throw new AppError({
        code: "connection_not_ready",
        message: "Only a paused connection can be resumed.",
        status: 409,
      });
    await tx
      .update(connections)
      .set({
        status: "active",
        pausedReason: null,
        pausedBy: null,
        consecutiveFailures: 0,
        blockingFailures: 0,
      })
      .where(eq(connections.id, connectionId));
    const schedule = scheduleFor(connectionId, Frequency.parse(syncFrequency), clock());
    await tx.update(syncSchedule).set(schedule).where(eq(syncSchedule.connectionId, connectionId));
    await recordAudit(tx, viewer, { action: "connection.resumed", target: connectionId });
  });
}
