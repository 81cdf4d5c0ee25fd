import { getSyncStatus } from "@/lib/connections/read-connections";
import { setFrequency } from "@/lib/connections/set-frequency";
import { listAlerts } from "@/lib/notify/list-alerts";
import { reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { requestSync } from "@/lib/sync/request";
import { createSyncWorld } from "./sync-world";

export type StandingWorld = Awaited<ReturnType<typeof createStandingWorld>>;

/** A small world whose connection is scheduled hourly and has synced once, with its alerts at hand. */
export async function createStandingWorld(options: Parameters<typeof createSyncWorld>[0]) {
  const world = await createSyncWorld(options);
  const { viewer, connectionId, clock } = world;
  await setFrequency(viewer, connectionId, "hourly", clock);
  await world.sync();
  const alertDeps = { canRenew: () => true, clock };
  const openAlerts = async () => (await listAlerts(viewer, { status: "open", limit: 50 })).alerts;
  return {
    ...world,
    alertDeps,
    openAlerts,
    openKinds: async () => (await openAlerts()).map(({ kind }) => kind),
    reconcile: () => reconcileAlerts(viewer.workspaceId, alertDeps),
    status: () => getSyncStatus(viewer, connectionId, clock),
    fault: (kind: string, more: Record<string, unknown> = {}) =>
      world.provider.control("POST", "faults", { kind, ...more }),
    syncOnSchedule: async () =>
      world.runNow((await requestSync(viewer, { connectionId, trigger: "schedule" })).runId),
  };
}
