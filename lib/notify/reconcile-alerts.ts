import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { alerts, connections } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { type Tx, withJobs, withWorker } from "@/lib/db/transaction";
import { type CanRenew, readStates } from "./read-states";
import { type ConnectionState, type WantedAlert, wantedAlerts } from "./rules";
import { alertWords } from "./words";

export type AlertDeps = { canRenew: CanRenew; clock: Clock };
export type Reconciled = { opened: number; resolved: number };

type Wanted = { state: ConnectionState; alert: WantedAlert };

const wantedOf = (states: ConnectionState[], now: Date): Map<string, Wanted> =>
  new Map(
    states.flatMap((state) => wantedAlerts(state, now).map((alert) => [alert.groupKey, { state, alert }])),
  );

async function open(tx: Tx, { state, alert }: Wanted, now: Date): Promise<number> {
  const { workspaceId, connectionId } = state;
  const [connection] = await tx.select().from(connections).where(eq(connections.id, connectionId));
  if (!connection) return 0;
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
  const inserted = await tx
    .insert(alerts)
    .values({ id: newId(), workspaceId, connectionId, kind, severity, groupKey, ...words, openedAt: now })
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  return inserted.length;
}

/** Brings a workspace's open alerts in line with the state of its connections, in one transaction. */
export function reconcileAlerts(workspaceId: string, { canRenew, clock }: AlertDeps): Promise<Reconciled> {
  return withWorker({ workspaceId }, async (tx) => {
    // Two at once would each resolve what the other has just opened.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alerts ${workspaceId}`}, 0))`);
    const now = clock();
    const wanted = wantedOf(await readStates(tx, canRenew, workspaceId), now);
    const isOpen = and(eq(alerts.workspaceId, workspaceId), isNull(alerts.resolvedAt));
    const openNow = await tx.select({ id: alerts.id, groupKey: alerts.groupKey }).from(alerts).where(isOpen);
    const ended = openNow.filter(({ groupKey }) => !wanted.has(groupKey)).map(({ id }) => id);
    if (ended.length > 0)
      await tx
        .update(alerts)
        .set({ resolvedAt: now })
        .where(and(isOpen, inArray(alerts.id, ended)));
    const known = new Set(openNow.map(({ groupKey }) => groupKey));
    let opened = 0;
    for (const [groupKey, alert] of wanted) if (!known.has(groupKey)) opened += await open(tx, alert, now);
    return { opened, resolved: ended.length };
  });
}

/** As `reconcileAlerts`, for every workspace in which something has to be opened or resolved. */
export async function checkAlerts(deps: AlertDeps): Promise<Reconciled> {
  const now = deps.clock();
  const { states, openNow } = await withJobs(async (tx) => ({
    states: await readStates(tx, deps.canRenew),
    openNow: await tx
      .select({ workspaceId: alerts.workspaceId, groupKey: alerts.groupKey })
      .from(alerts)
      .where(isNull(alerts.resolvedAt)),
  }));
  const wanted = wantedOf(states, now);
  const known = new Set(openNow.map(({ groupKey }) => groupKey));
  const touched = new Set([
    ...openNow.filter(({ groupKey }) => !wanted.has(groupKey)).map(({ workspaceId }) => workspaceId),
    ...[...wanted].filter(([groupKey]) => !known.has(groupKey)).map(([, { state }]) => state.workspaceId),
  ]);
  const sum = { opened: 0, resolved: 0 };
  for (const workspaceId of touched) {
    const { opened, resolved } = await reconcileAlerts(workspaceId, deps);
    sum.opened += opened;
    sum.resolved += resolved;
  }
  return sum;
}
