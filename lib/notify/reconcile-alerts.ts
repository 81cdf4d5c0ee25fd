import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { alerts } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { type Tx, withJobs, withWorker } from "@/lib/db/transaction";
import { readStoppedEndpoints, type StoppedEndpoint } from "./endpoint-alerts";
import { openAlert, openEndpointAlert } from "./open-alert";
import { type CanRenew, readStates } from "./read-states";
import { type ConnectionState, type WantedAlert, wantedAlerts } from "./rules";
import { tellOpened, tellResolved } from "./tell-alerts";

export type AlertDeps = {
  canRenew: CanRenew;
  clock: Clock;
  /** Sends what was written for the outside, after the commit. */
  deliver?: (workspaceId: string) => Promise<unknown>;
};
export type Reconciled = { opened: number; resolved: number };

type Row = typeof alerts.$inferSelect;
type Wanted = { workspaceId: string; open: (tx: Tx, now: Date) => Promise<Row | null> };

function wantedOf(states: ConnectionState[], stopped: StoppedEndpoint[], now: Date): Map<string, Wanted> {
  const ofConnection = (state: ConnectionState, alert: WantedAlert): [string, Wanted] => [
    alert.groupKey,
    { workspaceId: state.workspaceId, open: (tx, at) => openAlert(tx, state, alert, at) },
  ];
  return new Map([
    ...states.flatMap((state) => wantedAlerts(state, now).map((alert) => ofConnection(state, alert))),
    ...stopped.map((endpoint): [string, Wanted] => [
      endpoint.groupKey,
      { workspaceId: endpoint.workspaceId, open: (tx, at) => openEndpointAlert(tx, endpoint, at) },
    ]),
  ]);
}

/** A step nearer to the same end is no end: `token_expiring:<id>:14` goes on as `…:7`. */
const goesOn = (groupKey: string, wanted: Map<string, Wanted>) => {
  const [kind, id] = groupKey.split(":");
  return [...wanted.keys()].some((key) => key.startsWith(`${kind}:${id}:`));
};

async function reconcile(tx: Tx, workspaceId: string, { canRenew, clock }: AlertDeps): Promise<Reconciled> {
  // Two at once would each resolve what the other has just opened.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alerts ${workspaceId}`}, 0))`);
  const now = clock();
  const states = await readStates(tx, canRenew, workspaceId);
  const wanted = wantedOf(states, await readStoppedEndpoints(tx, workspaceId), now);
  const isOpen = and(eq(alerts.workspaceId, workspaceId), isNull(alerts.resolvedAt));
  const openNow = await tx.select({ id: alerts.id, groupKey: alerts.groupKey }).from(alerts).where(isOpen);
  const ended = openNow.filter(({ groupKey }) => !wanted.has(groupKey));
  const endedIds = ended.map(({ id }) => id);
  if (ended.length > 0)
    await tx
      .update(alerts)
      .set({ resolvedAt: now })
      .where(and(isOpen, inArray(alerts.id, endedIds)));
  const known = new Set(openNow.map(({ groupKey }) => groupKey));
  const opened: Row[] = [];
  for (const [groupKey, { open }] of wanted) {
    const row = known.has(groupKey) ? null : await open(tx, now);
    if (row) opened.push(row);
  }
  await tellOpened(tx, opened, now);
  const over = ended.filter(({ groupKey }) => !goesOn(groupKey, wanted)).map(({ id }) => id);
  await tellResolved(tx, over, now);
  return { opened: opened.length, resolved: ended.length };
}

/**
 * Brings a workspace's open alerts in line with the state of its connections and webhooks, in one transaction with the
 * messages about what began and what ended.
 */
export async function reconcileAlerts(workspaceId: string, deps: AlertDeps): Promise<Reconciled> {
  const done = await withWorker({ workspaceId }, (tx) => reconcile(tx, workspaceId, deps));
  if (done.opened + done.resolved > 0) await deps.deliver?.(workspaceId);
  return done;
}

/** As `reconcileAlerts`, for every workspace in which something has to be opened or resolved. */
export async function checkAlerts(deps: AlertDeps): Promise<Reconciled> {
  const now = deps.clock();
  const { states, stopped, openNow } = await withJobs(async (tx) => ({
    states: await readStates(tx, deps.canRenew),
    stopped: await readStoppedEndpoints(tx),
    openNow: await tx
      .select({ workspaceId: alerts.workspaceId, groupKey: alerts.groupKey })
      .from(alerts)
      .where(isNull(alerts.resolvedAt)),
  }));
  const wanted = wantedOf(states, stopped, now);
  const known = new Set(openNow.map(({ groupKey }) => groupKey));
  const touched = new Set([
    ...openNow.filter(({ groupKey }) => !wanted.has(groupKey)).map(({ workspaceId }) => workspaceId),
    ...[...wanted].filter(([groupKey]) => !known.has(groupKey)).map(([, { workspaceId }]) => workspaceId),
  ]);
  const sum = { opened: 0, resolved: 0 };
  for (const workspaceId of touched) {
    const { opened, resolved } = await reconcileAlerts(workspaceId, deps);
    sum.opened += opened;
    sum.resolved += resolved;
  }
  return sum;
}
