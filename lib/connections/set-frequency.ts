import "server-only";
import { eq } from "drizzle-orm";
import { connections, syncSchedule } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Frequency } from "@/lib/domain/frequency";
import { scheduleFor } from "@/lib/domain/schedule";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { findConnection, type StoredConnection } from "./find-connection";
import { forecastFrequencies } from "./forecast";
import { hasRealtimeGrant } from "./realtime-grant";

type Choice = { connection: StoredConnection; frequency: Frequency; at: Date };

/** As `setFrequency`, in a transaction of the caller's that has locked the connection. */
export async function setFrequencyIn(
  tx: Tx,
  viewer: Viewer,
  { connection, frequency, at }: Choice,
): Promise<void> {
  const { id: connectionId, workspaceId } = connection;
  const provider = getProvider(connection.provider);
  const choices = forecastFrequencies({ provider, hasRealtimeGrant: hasRealtimeGrant(workspaceId) });
  const refused = choices.find((choice) => choice.frequency === frequency && !choice.allowed);
  if (refused) {
    const message = refused.reason ?? "This frequency is not available.";
    throw new AppError({
      code: "frequency_gated",
      message,
      status: 403,
      actor: "you",
      fix: "Choose a slower frequency.",
    });
  }
  await tx.update(connections).set({ syncFrequency: frequency }).where(eq(connections.id, connectionId));
  const schedule = scheduleFor(connectionId, frequency, at);
  await tx
    .insert(syncSchedule)
    .values({ connectionId, workspaceId, ...schedule })
    .onConflictDoUpdate({ target: syncSchedule.connectionId, set: schedule });
  const detail = { from: connection.syncFrequency, to: frequency };
  await recordAudit(tx, viewer, { action: "connection.frequency", target: connectionId, detail });
}

/** Sets how often a connection syncs, at once. Throws `frequency_gated` (403) with the reason it cannot. */
export const setFrequency = (viewer: Viewer, connectionId: string, frequency: Frequency, clock: Clock) =>
  withWorkspace(viewer, async (tx) => {
    const connection = await findConnection(tx, connectionId, { lock: true });
    await setFrequencyIn(tx, viewer, { connection, frequency, at: clock() });
  });
