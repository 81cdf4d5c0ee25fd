import "server-only";
import { and, count, desc, eq, isNull, lt } from "drizzle-orm";
import { alerts, connections } from "@/drizzle/schema";
import type { Alert, AlertList, AlertsQuery } from "@/lib/api/alerts";
import { isUuid } from "@/lib/core/ids";
import { withWorkspace } from "@/lib/db/transaction";

export const alertColumns = { alert: alerts, name: connections.name };

export function toAlert({ alert, name }: { alert: typeof alerts.$inferSelect; name: string | null }): Alert {
  return {
    id: alert.id,
    connection_id: alert.connectionId,
    connection_name: name,
    kind: alert.kind as Alert["kind"],
    severity: alert.severity as Alert["severity"],
    title: alert.title,
    detail: alert.detail,
    fix: alert.fix,
    status: alert.resolvedAt ? "resolved" : "open",
    opened_at: alert.openedAt.toISOString(),
    resolved_at: alert.resolvedAt?.toISOString() ?? null,
    acknowledged_at: alert.acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: alert.acknowledgedBy,
    notified_at: alert.notifiedAt?.toISOString() ?? null,
  };
}

/** The workspace's alerts, newest first, in keyset pages: the cursor is the last id of the page before. */
export function listAlerts(
  viewer: { workspaceId: string },
  { status, limit, cursor }: AlertsQuery,
): Promise<AlertList> {
  const isOpen = isNull(alerts.resolvedAt);
  const before = cursor && isUuid(cursor) ? lt(alerts.id, cursor) : undefined;
  return withWorkspace(viewer, async (tx) => {
    const rows = await tx
      .select(alertColumns)
      .from(alerts)
      .leftJoin(connections, eq(connections.id, alerts.connectionId))
      .where(and(status === "open" ? isOpen : undefined, before))
      .orderBy(desc(alerts.id))
      .limit(limit + 1);
    const [totals] = await tx.select({ open: count() }).from(alerts).where(isOpen);
    const page = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (page.at(-1)?.alert.id ?? null) : null;
    return { alerts: page.map(toAlert), open: totals?.open ?? 0, nextCursor };
  });
}
