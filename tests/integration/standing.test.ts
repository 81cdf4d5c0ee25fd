import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, entities, heldDeletions, syncEvents, syncSchedule } from "@/drizzle/schema";
import { resumeConnection } from "@/lib/connections/pause";
import { getSyncStatus, listConnections } from "@/lib/connections/read-connections";
import { setFrequency } from "@/lib/connections/set-frequency";
import { acknowledgeAlert } from "@/lib/notify/acknowledge-alert";
import { listAlerts } from "@/lib/notify/list-alerts";
import { checkAlerts, reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { simulator } from "@/lib/providers/meta/simulator";
import { acceptShrink } from "@/lib/sync/accept-shrink";
import { deliver } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;
const size = { campaigns: 2, adsets: 3, ads: 6 };

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "standing",
    at: "2026-06-10T15:00:00Z",
    size,
  });
  await setFrequency(world.viewer, world.connectionId, "hourly", world.clock);
  expect((await world.sync()).status).toBe("succeeded");
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

const fault = (kind: string, options: Record<string, unknown> = {}) =>
  world.provider.control("POST", "faults", { kind, ...options });
const scheduled = async () => {
  const { connectionId, viewer } = world;
  const { runId } = await requestSync(viewer, { connectionId, trigger: "schedule" });
  return world.runNow(runId);
};
const status = () => getSyncStatus(world.viewer, world.connectionId, world.clock);
const connection = async () => (await listConnections(world.viewer, world.clock))[0];
const schedule = async () => {
  const [row] = await world.read((tx) =>
    tx.select().from(syncSchedule).where(eq(syncSchedule.connectionId, world.connectionId)),
  );
  return row as NonNullable<typeof row>;
};
const deps = {
  canRenew: () => true,
  get clock() {
    return world.clock;
  },
};
const reconcile = () => reconcileAlerts(world.viewer.workspaceId, deps);
const openAlerts = async () => (await listAlerts(world.viewer, { status: "open", limit: 50 })).alerts;
const kinds = async () => (await openAlerts()).map(({ kind }) => kind);
const restHours = async () =>
  ((await schedule()).backedOffUntil?.getTime() ?? 0) / 3_600_000 - world.clock().getTime() / 3_600_000;

test("passing trouble slows the schedule down, doubling up to a day, says so, and never pauses", async () => {
  await fault("http", { params: { status: 503 } });
  const rests: number[] = [];
  for (let failure = 1; failure <= 6; failure += 1) {
    expect((await scheduled()).status).toBe("failed");
    rests.push(Math.round(await restHours()));
  }
  expect(rests).toEqual([2, 4, 8, 16, 24, 24]);
  const { nextSyncAt, backedOffUntil } = await schedule();
  expect(nextSyncAt).toEqual(backedOffUntil);
  expect(await status()).toMatchObject({
    consecutive_failures: 6,
    slowed_down_until: backedOffUntil?.toISOString(),
    next_sync_at: backedOffUntil?.toISOString(),
  });
  expect(await connection()).toMatchObject({ status: "active" });
  expect(await world.connection()).toMatchObject({ blockingFailures: 0 });
});

test("a failure opens one alert, however often it is looked at, and the next success resolves it", async () => {
  expect(await reconcile()).toEqual({ opened: 1, resolved: 0 });
  expect(await reconcile()).toEqual({ opened: 0, resolved: 0 });
  // The cron looks at every workspace, also at those of other tests.
  await Promise.all([reconcile(), checkAlerts(deps), reconcile(), checkAlerts(deps)]);
  expect(await openAlerts()).toMatchObject([
    { kind: "run_failed", severity: "info", detail: expect.stringContaining("Meta"), status: "open" },
  ]);
  expect((await scheduled()).status).toBe("succeeded");
  expect(await status()).toMatchObject({ consecutive_failures: 0, slowed_down_until: null });
  const { nextSyncAt } = await schedule();
  expect((nextSyncAt?.getTime() ?? 0) - world.clock().getTime()).toBeLessThanOrEqual(3_600_000);
  expect((await checkAlerts(deps)).resolved).toBeGreaterThanOrEqual(1);
  expect(await openAlerts()).toEqual([]);
  const all = await listAlerts(world.viewer, { status: "all", limit: 50 });
  expect(all).toMatchObject({ open: 0, alerts: [{ kind: "run_failed", status: "resolved" }] });
});

test("a run that fails leaves an event that has the alerts looked at; one of many good ones does not", async () => {
  await deliver(world.viewer.workspaceId, async () => undefined);
  const sent: string[] = [];
  const collect = () => deliver(world.viewer.workspaceId, async ({ name }) => sent.push(name));
  await scheduled();
  await collect();
  await fault("html");
  await scheduled();
  await collect();
  await world.provider.control("DELETE", "faults");
  await scheduled();
  await collect();
  const [good, failed, recovered] = [
    ["sync/requested"],
    ["sync/requested", "sync/attention"],
    ["sync/requested", "sync/attention"],
  ];
  expect(sent).toEqual([...good, ...failed, ...recovered]);
});

test("what no waiting helps warns after five failed syncs in a row and pauses after ten, with reason and fix", async () => {
  await fault("permission");
  for (let failure = 1; failure <= 10; failure += 1) {
    await scheduled();
    await reconcile();
    const expected = failure < 5 ? "run_failed" : failure < 10 ? "failing_repeatedly" : "auto_paused";
    expect([failure, ...(await kinds())]).toEqual([failure, expected]);
  }
  expect(await connection()).toMatchObject({
    status: "paused",
    paused_by: "failures",
    paused_reason: expect.stringMatching(/^Paused after 10 failed syncs in a row\. The last one: .*Meta/),
    paused_fix: expect.stringMatching(/grant access again.*[Rr]esume it in Settings/s),
    next_sync_at: null,
    headline: "paused",
  });
  await expect(world.request()).rejects.toMatchObject({ code: "connection_not_ready" });
  await world.provider.control("DELETE", "faults");
  await resumeConnection(world.viewer, world.connectionId, world.clock);
  expect(await connection()).toMatchObject({
    status: "active",
    paused_by: null,
    paused_reason: null,
    paused_fix: null,
  });
  await scheduled();
  await reconcile();
  expect(await kinds()).toEqual([]);
});

test("passing trouble between lasting trouble neither counts nor forgives; a success forgives", async () => {
  await fault("permission");
  for (let failure = 0; failure < 2; failure += 1) await scheduled();
  await world.provider.control("DELETE", "faults");
  await fault("http", { params: { status: 503 } });
  await scheduled();
  expect(await world.connection()).toMatchObject({ consecutiveFailures: 3, blockingFailures: 2 });
  await world.provider.control("DELETE", "faults");
  await scheduled();
  expect(await world.connection()).toMatchObject({ consecutiveFailures: 0, blockingFailures: 0 });
});

test("a listing that shrinks suspiciously deletes nothing and asks; the answer lets the next one delete", async () => {
  const ads = (isDeleted: boolean) =>
    world.read(
      async (tx) =>
        (
          await tx
            .select()
            .from(entities)
            .where(and(eq(entities.connectionId, world.connectionId), eq(entities.kind, "ad")))
        ).filter(({ deletedAt }) => (deletedAt !== null) === isDeleted).length,
    );
  const before = await ads(false);
  await world.provider.control("POST", "size", { ...size, ads: 2 });
  const { run } = await world.sync();
  expect(run.status).toBe("succeeded");
  expect([await ads(true), await ads(false)]).toEqual([0, before]);
  const { held_deletions: held } = await status();
  expect(held.length).toBeGreaterThan(0);
  const missing = held.reduce((sum, row) => sum + (row.kind === "ad" ? row.missing : 0), 0);
  expect(missing).toBeGreaterThan(before * 0.3);
  const events = await world.read((tx) => tx.select().from(syncEvents).where(eq(syncEvents.runId, run.id)));
  expect(events.some(({ detail }) => /are missing, more than is plausible/.test(detail))).toBe(true);
  await reconcile();
  expect(await openAlerts()).toMatchObject([{ kind: "suspicious_shrink", severity: "warning" }]);

  const accepted = await acceptShrink(world.viewer, world.connectionId, {});
  expect(accepted.every((row) => row.accepted)).toBe(true);
  await reconcile();
  expect(await kinds()).toEqual([]);
  await world.advance(3_601);
  await world.sync();
  expect(await ads(true)).toBe(missing);
  expect((await status()).held_deletions).toEqual([]);
  await expect(acceptShrink(world.viewer, world.connectionId, {})).rejects.toMatchObject({
    code: "nothing_held",
    status: 409,
  });
});

test("more missing than somebody agreed to is asked again, and a listing that comes back ends the question", async () => {
  await world.provider.control("POST", "size", size);
  await world.sync();
  await world.provider.control("POST", "size", { ...size, ads: 4 });
  await world.sync();
  await acceptShrink(world.viewer, world.connectionId, { kind: "ad" });
  await world.provider.control("POST", "size", { ...size, ads: 1 });
  await world.sync();
  const { held_deletions: held } = await status();
  expect(held.filter(({ kind }) => kind === "ad").every(({ accepted }) => !accepted)).toBe(true);
  await world.provider.control("POST", "size", size);
  await world.sync();
  expect(await world.read((tx) => tx.$count(heldDeletions))).toBe(0);
});

test("a connection that stops syncing becomes stale; a token nobody renewed is told of at each step nearer its end", async () => {
  await reconcile();
  expect(await kinds()).toEqual([]);
  const { tokenExpiresAt } = await world.read(async (tx) => {
    const { readStates } = await import("@/lib/notify/read-states");
    const [state] = await readStates(tx, () => true);
    return state as NonNullable<typeof state>;
  });
  const at = (daysLeft: number) => new Date((tokenExpiresAt?.getTime() ?? 0) - daysLeft * 86_400_000);
  const look = async (daysLeft: number, canRenew: boolean) => {
    await reconcileAlerts(world.viewer.workspaceId, { canRenew: () => canRenew, clock: () => at(daysLeft) });
    return (await openAlerts())
      .map(({ kind, title }) => (kind === "token_expiring" ? title.split("within ")[1] : kind))
      .sort();
  };
  expect(await look(29, true)).toEqual(["stale"]);
  expect(await look(29, false)).toEqual(["30 days", "stale"]);
  expect(await look(13, false)).toEqual(["14 days", "stale"]);
  expect(await look(12, true)).toEqual(["stale"]);
  expect(await look(6, true)).toEqual(["7 days", "stale"]);
  expect(await look(0.5, true)).toEqual(["a day", "stale"]);
  const rows = await world.read((tx) =>
    tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.kind, "token_expiring"), eq(alerts.connectionId, world.connectionId))),
  );
  expect(rows).toHaveLength(4);
  await reconcile();
  expect(await kinds()).toEqual([]);
});

test("a dead grant opens one alert of its own, which can be acknowledged and stays until it is reconnected", async () => {
  await fault("expired");
  await scheduled();
  await reconcile();
  const [alert] = await openAlerts();
  expect(alert).toMatchObject({
    kind: "needs_reauth",
    severity: "critical",
    acknowledged_at: null,
    fix: expect.any(String),
  });
  const id = alert?.id ?? "";
  const seen = await acknowledgeAlert(world.viewer, id, world.clock);
  expect(seen).toMatchObject({ status: "open", acknowledged_by: "Test owner" });
  await reconcile();
  expect(await kinds()).toEqual(["needs_reauth"]);
  const stranger = await createTestWorkspace();
  await expect(acknowledgeAlert(stranger, id, world.clock)).rejects.toMatchObject({ status: 404 });
  expect(await listAlerts(stranger, { status: "all", limit: 50 })).toEqual({
    alerts: [],
    open: 0,
    nextCursor: null,
  });
});

test("alerts are listed in keyset pages, newest first", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAlerts(world.viewer, { status: "all", limit: 2, cursor });
    seen.push(...page.alerts.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const { alerts: all } = await listAlerts(world.viewer, { status: "all", limit: 200 });
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(seen.length).toBeGreaterThan(5);
});
