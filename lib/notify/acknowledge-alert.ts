import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { alerts, connections } from "@/drizzle/schema";
import type { Alert } from "@/lib/api/alerts";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { withWorkspace } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { alertColumns, isAlertId, toAlert } from "./list-alerts";

/** Notes that somebody has seen an alert; it stays open until its cause is gone. The first to say so is kept. */
export function acknowledgeAlert(viewer: Viewer, id: string, clock: Clock): Promise<Alert> {
  if (!isAlertId(id)) throw notFound("The alert");
  return withWorkspace(viewer, async (tx) => {
    await tx
      .update(alerts)
      .set({ acknowledgedAt: clock(), acknowledgedBy: viewer.actor.name })
      .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)));
    const [row] = await tx
      .select(alertColumns)
      .from(alerts)
      .innerJoin(connections, eq(connections.id, alerts.connectionId))
      .where(eq(alerts.id, id));
    if (!row) throw notFound("The alert");
    return toAlert(row);
  });
}
