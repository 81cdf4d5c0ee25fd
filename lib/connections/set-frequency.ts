import "server-only";
import { eq } from "drizzle-orm";
import { connections, syncSchedule } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { AppError, notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import type { Frequency } from "@/lib/domain/frequency";
import { scheduleFor } from "@/lib/domain/schedule";
import { getProvider } from "@/lib/providers";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { forecastFrequencies } from "./forecast";
import { isId } from "./is-id";
import { hasRealtimeGrant } from "./read-connections";

/** Sets how often a connection syncs, at once. Throws `frequency_gated` (403) with the reason it cannot. */
export async function setFrequency(
  viewer: Viewer,
  connectionId: string,
  frequency: Frequency,
  clock: Clock,
): Promise<void> {
  if (!isId(connectionId)) throw notFound("The connection");
  return withWorkspace(viewer, async (tx) => {
    const [connection] = await tx
      .select()
      .from(connections)
      .where(eq(connections.id, connectionId))
      .for("update");
    if (!connection) throw notFound("The connection");
    const provider = getProvider(connection.provider);
    const choices = forecastFrequencies({ provider, hasRealtimeGrant: hasRealtimeGrant(viewer.workspaceId) });
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
    const schedule = scheduleFor(connectionId, frequency, clock());
    const { workspaceId } = viewer;
    await tx
      .insert(syncSchedule)
      .values({ connectionId, workspaceId, ...schedule })
      .onConflictDoUpdate({ target: syncSchedule.connectionId, set: schedule });
    const detail = { from: connection.syncFrequency, to: frequency };
    await recordAudit(tx, viewer, { action: "connection.frequency", target: connectionId, detail });
  });
}
