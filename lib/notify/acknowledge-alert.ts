import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { alerts, connections } from "@/drizzle/schema";
import type { Alert } from "@/lib/api/alerts";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { isUuid } from "@/lib/core/ids";
import { withWorkspace } from "@/lib/db/transaction";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { alertColumns, toAlert } from "./list-alerts";

/** Notes that somebody has seen an alert; it stays open until its cause is gone. The first to say so is kept. */
export function acknowledgeAlert(viewer: Viewer, id: string, clock: Clock): Promise<Alert> {
  if (!isUuid(id)) throw notFound("The alert");
  return withWorkspace(viewer, async (tx) => {
    const [noted] = await tx
      .update(alerts)
      .set({ acknowledgedAt: clock(), acknowledgedBy: viewer.actor.name })
      .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)))
      .returning({ title: alerts.title });
    if (noted)
      await recordAudit(tx, viewer, { action: "alert.acknowledged", target: id, targetName: noted.title });
    const [row] = await tx
      .select(alertColumns)
      .from(alerts)
      .leftJoin(connections, eq(connections.id, alerts.connectionId))
      .where(eq(alerts.id, id));
    if (!row) throw notFound("The alert");
    return toAlert(row);
  });
}
