import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, connections } from "@/drizzle/schema";
import { acknowledgeAlert } from "@/lib/notify/acknowledge-alert";
import { listAlerts } from "@/lib/notify/list-alerts";
import { readStates } from "@/lib/notify/read-states";
import { checkAlerts, reconcileAlerts } from "@/lib/notify/reconcile-alerts";
import { simulator } from "@/lib/providers/meta/simulator";
import { createStandingWorld, type StandingWorld } from "../support/standing-world";
import { createTestWorkspace } from "../support/workspace";

let world: StandingWorld;

beforeAll(async () => {
  world = await createStandingWorld({
    providerId: "meta",
    simulator,
    seed: "alerts",
    at: "2026-06-10T15:00:00Z",
    size: { campaigns: 1, adsets: 1, ads: 2 },
  });
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

test("a failure opens one alert, however often it is looked at, and the next success resolves it", async () => {
  await world.fault("http", { params: { status: 503 } });
  await world.syncOnSchedule();
  await world.provider.control("DELETE", "faults");
  expect(await world.reconcile()).toEqual({ opened: 1, resolved: 0 });
  expect(await world.reconcile()).toEqual({ opened: 0, resolved: 0 });
  // The cron looks at every workspace, also at those of other tests.
  await Promise.all([
    world.reconcile(),
    checkAlerts(world.alertDeps),
    world.reconcile(),
    checkAlerts(world.alertDeps),
  ]);
  expect(await world.openAlerts()).toMatchObject([
    { kind: "run_failed", severity: "info", detail: expect.stringContaining("Meta"), status: "open" },
  ]);
  expect((await world.syncOnSchedule()).status).toBe("succeeded");
  expect((await checkAlerts(world.alertDeps)).resolved).toBeGreaterThanOrEqual(1);
  expect(await world.openAlerts()).toEqual([]);
  const all = await listAlerts(world.viewer, { status: "all", limit: 50 });
  expect(all).toMatchObject({ open: 0, alerts: [{ kind: "run_failed", status: "resolved" }] });
});

test("a connection that stops syncing becomes stale; a token nobody renewed is told of at each step nearer its end", async () => {
  await world.reconcile();
  expect(await world.openKinds()).toEqual([]);
  const { tokenExpiresAt } = await world.read(async (tx) => {
    const [state] = await readStates(tx, () => true);
    return state as NonNullable<typeof state>;
  });
  const at = (daysLeft: number) => new Date((tokenExpiresAt?.getTime() ?? 0) - daysLeft * 86_400_000);
  const look = async (daysLeft: number, canRenew: boolean) => {
    await reconcileAlerts(world.viewer.workspaceId, { canRenew: () => canRenew, clock: () => at(daysLeft) });
    return (await world.openAlerts())
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
  await world.reconcile();
  expect(await world.openKinds()).toEqual([]);
});

test("a consent that only a person can prolong is told of in time, however well its token renews", async () => {
  const now = world.clock();
  const consentEndsAt = new Date(now.getTime() + 6 * 86_400_000);
  const set = (values: { consentEndsAt: Date | null }) =>
    world.read((tx) => tx.update(connections).set(values).where(eq(connections.id, world.connectionId)));
  await set({ consentEndsAt });
  await checkAlerts(world.alertDeps);
  const told = (await world.openAlerts()).filter(({ kind }) => kind === "token_expiring");
  expect(told).toMatchObject([{ title: expect.stringContaining("within 7 days") }]);
  await set({ consentEndsAt: null });
  await checkAlerts(world.alertDeps);
  expect(await world.openKinds()).not.toContain("token_expiring");
});

test("a dead grant opens one alert of its own, which can be acknowledged and stays until it is reconnected", async () => {
  await world.fault("expired");
  await world.syncOnSchedule();
  await world.reconcile();
  const [alert] = await world.openAlerts();
  expect(alert).toMatchObject({
    kind: "needs_reauth",
    severity: "critical",
    acknowledged_at: null,
    fix: expect.any(String),
  });
  const id = alert?.id ?? "";
  const seen = await acknowledgeAlert(world.viewer, id, world.clock);
  expect(seen).toMatchObject({ status: "open", acknowledged_by: "Test owner" });
  await world.reconcile();
  expect(await world.openKinds()).toEqual(["needs_reauth"]);
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
