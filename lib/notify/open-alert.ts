import "server-only";
import { eq } from "drizzle-orm";
import { alerts, connections, webhookEndpoints } from "@/drizzle/schema";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import type { StoppedEndpoint } from "./endpoint-alerts";
import type { ConnectionState, WantedAlert } from "./rules";
import { alertWords } from "./words";

type Row = typeof alerts.$inferSelect;

async function insert(tx: Tx, values: Omit<typeof alerts.$inferInsert, "id">): Promise<Row | null> {
  const [row] = await tx
    .insert(alerts)
    .values({ ...values, id: newId() })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Opens an alert of a connection; null when it is open already or the connection is gone. */
export async function openAlert(
  tx: Tx,
  state: ConnectionState,
  alert: WantedAlert,
  now: Date,
): Promise<Row | null> {
  const { workspaceId, connectionId } = state;
  const [connection] = await tx.select().from(connections).where(eq(connections.id, connectionId));
  if (!connection) return null;
  const words = alertWords[alert.kind]({
    name: connection.name,
    error: connection.lastSyncError,
    errorCode: connection.lastSyncErrorCode,
    failuresInRow: connection.blockingFailures,
    pausedReason: connection.pausedReason,
    held: state.held,
    withinDays: alert.withinDays,
  });
  const { kind, severity, groupKey } = alert;
  return insert(tx, { workspaceId, connectionId, kind, severity, groupKey, ...words, openedAt: now });
}

const endpointWords = {
  gone: "It answered that it is gone for good (410).",
  failures: "For days nothing arrived there.",
} as const;

/** Opens the alert of a webhook that we turned off. */
export async function openEndpointAlert(
  tx: Tx,
  { workspaceId, endpointId, groupKey }: StoppedEndpoint,
  now: Date,
): Promise<Row | null> {
  const [endpoint] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId));
  if (!endpoint) return null;
  return insert(tx, {
    workspaceId,
    connectionId: null,
    kind: "webhook_disabled",
    severity: "warning",
    groupKey,
    title: `The webhook ${endpoint.name} is turned off`,
    detail: endpointWords[endpoint.disabledBy === "gone" ? "gone" : "failures"],
    fix: "Put its receiver right, then turn it on in Settings, Webhooks.",
    openedAt: now,
  });
}
