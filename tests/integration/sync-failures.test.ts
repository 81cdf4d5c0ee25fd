import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connections, quarantine, syncEvents, syncSlices } from "@/drizzle/schema";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
let truth: Awaited<ReturnType<SyncWorld["truth"]>>;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "failures?accounts=3&campaigns=2&adsets=2&ads=2",
    at: "2026-06-10T15:00:00Z",
  });
  truth = await world.truth();
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

const fault = (kind: string, options: Record<string, unknown> = {}) =>
  world.provider.control("POST", "faults", { kind, ...options });
const connection = async () => {
  const [row] = await world.read((tx) =>
    tx.select().from(connections).where(eq(connections.id, world.connectionId)),
  );
  return row;
};

test("a burst of every passing fault is survived and what lands is true", async () => {
  for (const kind of ["http", "unknown", "truncated", "reset", "executed_then_reset"])
    await fault(kind, { times: 2 });
  const { status, run } = await world.sync();
  expect({ status, error: run.errorMessage }).toEqual({ status: "succeeded", error: null });
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
});

test("a throttled account is waited for as long as Meta asks, and then all lands", async () => {
  await fault("rate_limited", { times: 1 });
  const { status, step } = await world.sync("full");
  expect(status).toBe("succeeded");
  expect(step.sleeps.length).toBeGreaterThanOrEqual(1);
  const waited = await world.read((tx) =>
    tx.select().from(syncEvents).where(sql`data->>'waiting_until' is not null`),
  );
  expect(waited.map(({ detail }) => detail)).toContainEqual(expect.stringContaining("slow down"));
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
});

test("one account that is denied leaves the others whole: the run is partial and says why", async () => {
  const [denied] = truth.accounts;
  await fault("permission", { route: `* *${denied?.externalId}*` });
  const { status, run } = await world.sync("full");
  expect(status).toBe("partial");
  expect(run).toMatchObject({ errorCode: expect.stringMatching(/^permission_lost/) });
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, run.id)));
  const accounts = (ok: boolean) =>
    new Set(slices.filter(({ status }) => (status === "done") === ok).map((s) => s.accountExternalId));
  expect([...accounts(false)]).toEqual([denied?.externalId]);
  expect(accounts(true).size).toBe(truth.accounts.length - 1);
  expect(await connection()).toMatchObject({
    status: "active",
    syncStatus: "idle",
    lastSyncError: expect.stringContaining("Meta"),
  });
  const shown = await getSyncStatus(world.viewer, world.connectionId, world.clock);
  expect(shown.headline).toBe("partial");
});

test("HTML instead of JSON is the provider's bug, named as such, and nothing is lost", async () => {
  await fault("html");
  const { status, run } = await world.sync("full");
  expect(status).toBe("failed");
  expect(run.errorCode).toMatch(/^provider_bug/);
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
  expect(await connection()).toMatchObject({ syncStatus: "error", status: "active" });
});

test("a malformed row is set aside with its field and reason; the rest of its page lands", async () => {
  await fault("malformed_row", {
    route: "GET act_*/insights",
    times: 1,
    params: { field: "spend", value: "1,234.56" },
  });
  const { run } = await world.sync("full");
  expect(run.quarantined).toBeGreaterThanOrEqual(1);
  expect(run.fetched).toBe(run.inserted + run.updated + run.unchanged + run.quarantined + run.duplicates);
  const rows = await world.read((tx) =>
    tx.select().from(quarantine).where(eq(quarantine.connectionId, world.connectionId)),
  );
  expect(rows[0]).toMatchObject({ reason: expect.any(String), runId: run.id });
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
});

test("a row set aside is resolved by the first sync of its days in which it comes right, and by no other", async () => {
  const open = async () => {
    const rows = await world.read((tx) => tx.select().from(quarantine));
    return rows.filter(({ resolvedAt }) => resolvedAt === null).length;
  };
  await fault("malformed_row", { route: "GET act_*/insights", params: { field: "spend", value: "many" } });
  await world.sync("full");
  const setAside = await open();
  expect(setAside).toBeGreaterThan(0);
  await world.sync("full");
  expect(await open()).toBe(setAside);
  await world.provider.control("DELETE", "faults");
  await world.sync("full");
  expect(await open()).toBe(0);
});

test("a row set aside in a long range is resolved by a reading of its own day", async () => {
  const rows = await world.read((tx) =>
    tx.select().from(quarantine).where(eq(quarantine.stream, "campaign_metrics")),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ fromDay, toDay }) => fromDay !== toDay)).toEqual([]);
});

test("a range Meta finds too large is asked again in smaller ones, down to days", async () => {
  await fault("too_many_rows", { route: "POST act_*/insights", params: { aboveDays: 7 } });
  const { status, run } = await world.sync("full");
  expect({ status, error: run.errorMessage }).toEqual({ status: "succeeded", error: null });
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, run.id)));
  expect(slices.filter(({ status }) => status === "skipped").length).toBeGreaterThanOrEqual(9);
  expect(run.part).toBeGreaterThan(1);
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
});

test("a provider that is down fails the run after its retries, with the provider named", async () => {
  await fault("http", { params: { status: 503 } });
  const { status, run } = await world.sync("full");
  expect(status).toBe("failed");
  expect(run.errorCode).toMatch(/^provider_transient/);
  expect(run.errorMessage).toContain("Meta");
  const told = (await world.accounts()).map(({ lastError }) => lastError);
  expect(told).toEqual(truth.accounts.map(() => run.errorMessage));
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
});

test("an expired token stops the sync, marks the connection and keeps every number", async () => {
  await fault("expired");
  const { status, run } = await world.sync("full");
  expect(status).toBe("failed");
  expect(run.errorCode).toMatch(/^needs_reauth/);
  expect(await connection()).toMatchObject({ status: "needs_reauth", syncStatus: "error" });
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
  await expect(world.request()).rejects.toMatchObject({ code: "connection_not_ready" });
});
