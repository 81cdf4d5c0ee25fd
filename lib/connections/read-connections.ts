import "server-only";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { connectionAccounts, connections, heldDeletions, syncRuns, syncSchedule } from "@/drizzle/schema";
import type { Connection, ConnectionList, ConnectionSyncStatus } from "@/lib/api/connection";
import type { Clock } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { readAllowances } from "@/lib/db/budget";
import { type Tx, withWorkspace } from "@/lib/db/transaction";
import { activeStatuses } from "@/lib/domain/run-status";
import { listUnfinished } from "./get-setup";
import { isId } from "./is-id";
import { ledgerScopeOf } from "./ledger-scope";
import { hasRealtimeGrant } from "./realtime-grant";
import { type ConnectionRow, toConnection, toSyncStatus } from "./to-connection";

export { ledgerScopeOf } from "./ledger-scope";

async function readRows(tx: Tx, workspaceId: string, now: Date, id?: string): Promise<ConnectionRow[]> {
  const rows = await tx
    .select({ connection: connections, schedule: syncSchedule })
    .from(connections)
    .leftJoin(syncSchedule, eq(syncSchedule.connectionId, connections.id))
    .where(id ? eq(connections.id, id) : ne(connections.status, "choosing"))
    .orderBy(asc(connections.id));
  const ids = rows.map(({ connection }) => connection.id);
  if (ids.length === 0) return [];
  const accounts = await tx
    .select()
    .from(connectionAccounts)
    .where(inArray(connectionAccounts.connectionId, ids))
    .orderBy(asc(connectionAccounts.name));
  const runs = await tx
    .select({ id: syncRuns.id, connectionId: syncRuns.connectionId, waitingUntil: syncRuns.waitingUntil })
    .from(syncRuns)
    .where(and(inArray(syncRuns.connectionId, ids), inArray(syncRuns.status, [...activeStatuses])));
  const held = await tx
    .select()
    .from(heldDeletions)
    .where(inArray(heldDeletions.connectionId, ids))
    .orderBy(asc(heldDeletions.accountExternalId), asc(heldDeletions.kind));
  const allowances = await readAllowances(tx, accounts.map(ledgerScopeOf), now);
  return rows.map(({ connection, schedule }) => {
    const own = accounts.filter(({ connectionId }) => connectionId === connection.id);
    const known = own.map((account) => allowances.get(ledgerScopeOf(account)));
    return {
      connection,
      schedule,
      activeRun: runs.find(({ connectionId }) => connectionId === connection.id) ?? null,
      accounts: own,
      allowances: known.filter((allowance) => allowance !== undefined),
      held: held.filter(({ connectionId }) => connectionId === connection.id),
      hasRealtimeGrant: hasRealtimeGrant(workspaceId),
    };
  });
}

/** The workspace's connections and what is still on its way to one, oldest first. */
export function listWithUnfinished(viewer: { workspaceId: string }, clock: Clock): Promise<ConnectionList> {
  const now = clock();
  return withWorkspace(viewer, async (tx) => ({
    connections: (await readRows(tx, viewer.workspaceId, now)).map((row) => toConnection(row, now)),
    unfinished: await listUnfinished(tx),
  }));
}

/** The workspace's connections, oldest first. */
export function listConnections(viewer: { workspaceId: string }, clock: Clock): Promise<Connection[]> {
  const now = clock();
  return withWorkspace(viewer, async (tx) =>
    (await readRows(tx, viewer.workspaceId, now)).map((row) => toConnection(row, now)),
  );
}

/** One connection's telemetry. 404 for one of another workspace. */
export async function getSyncStatus(
  viewer: { workspaceId: string },
  id: string,
  clock: Clock,
): Promise<ConnectionSyncStatus> {
  if (!isId(id)) throw notFound("The connection");
  const now = clock();
  const [row] = await withWorkspace(viewer, (tx) => readRows(tx, viewer.workspaceId, now, id));
  if (!row) throw notFound("The connection");
  return toSyncStatus(row, now);
}
