import { afterAll, beforeAll, expect, test } from "vitest";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
const day = 86_400;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "telemetry",
    at: "2026-06-10T15:00:00Z",
  });
});
afterAll(() => world.stop());

const statusIn = (seconds = 0) =>
  getSyncStatus(world.viewer, world.connectionId, () => new Date(world.clock().getTime() + seconds * 1_000));
const now = () => world.clock().toISOString();
/** Time passes for us and nothing happens at the vendor. */
const wait = async (seconds: number) => {
  await world.advance(seconds);
  await world.provider.control("POST", "advance", { seconds: -seconds });
};

test("before its first sync a connection has no clock and says so", async () => {
  expect(await statusIn()).toMatchObject({
    sync_frequency: "manual",
    sync_status: "idle",
    last_sync_attempted_at: null,
    last_sync_completed_at: null,
    last_metrics_changed_at: null,
    total_syncs_attempted: 0,
    total_syncs_with_changes: 0,
    last_sync_error: null,
    headline: "not_synced",
    freshness: "never",
  });
});

test("a sync moves all three clocks, one without changes only two", async () => {
  await world.sync();
  const changedAt = now();
  expect(await statusIn()).toMatchObject({
    last_sync_completed_at: changedAt,
    last_metrics_changed_at: changedAt,
    total_syncs_attempted: 1,
    total_syncs_with_changes: 1,
    headline: "up_to_date",
    freshness: "fresh",
  });
  await wait(600);
  await world.sync();
  expect(await statusIn()).toMatchObject({
    last_sync_attempted_at: now(),
    last_sync_completed_at: now(),
    last_metrics_changed_at: changedAt,
    total_syncs_attempted: 2,
    total_syncs_with_changes: 1,
  });
});

test("a sync that fails is an attempt with its error, and the next good one clears it", async () => {
  const completedAt = now();
  await wait(600);
  await world.provider.control("POST", "faults", { kind: "http", params: { status: 503 } });
  await world.sync();
  await world.provider.control("DELETE", "faults");
  expect(await statusIn()).toMatchObject({
    sync_status: "error",
    last_sync_completed_at: completedAt,
    total_syncs_attempted: 3,
    last_sync_error: expect.stringContaining("Meta"),
    last_sync_error_code: expect.stringMatching(/^provider_transient/),
    last_sync_fix: expect.any(String),
    headline: "recovering",
  });
  await wait(600);
  await world.sync();
  expect(await statusIn()).toMatchObject({
    sync_status: "idle",
    last_sync_completed_at: now(),
    last_sync_error: null,
    headline: "up_to_date",
  });
});

test("untouched it becomes quiet, late and stale, and the headline says the same", async () => {
  const words = async (seconds: number) => {
    const { freshness, headline } = await statusIn(seconds);
    return [freshness, headline];
  };
  expect(await words(1.2 * day)).toEqual(["quiet", "up_to_date"]);
  expect(await words(2 * day)).toEqual(["late", "late"]);
  expect(await words(4 * day)).toEqual(["stale", "stale"]);
});
