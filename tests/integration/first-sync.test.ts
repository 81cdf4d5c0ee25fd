import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

// As behind a transaction pooler.
vi.hoisted(() => {
  process.env.DATABASE_PREPARE = "false";
});

let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "first-sync",
    at: "2026-06-10T15:00:00Z",
  });
});
afterAll(() => world.stop());

test("after the first sync every stored metric equals what is true", async () => {
  const { status, run } = await world.sync();
  expect(run.errorMessage).toBeNull();
  expect(status).toBe("succeeded");
  const truth = await world.truth();
  expect(truth.metrics.length).toBeGreaterThan(1_000);
  expect(await world.storedMetrics()).toEqual(world.expectedMetrics(truth));
  expect(await world.storedDemographics()).toEqual(world.expectedDemographics(truth));
  expect(await world.missingEntities(truth)).toEqual([]);
});

test("a second sync of an unchanged world writes no row", async () => {
  const { run } = await world.sync("full");
  const { fetched, inserted, updated, deleted, revisions, unchanged } = run;
  expect({ inserted, updated, deleted, revisions }).toEqual({
    inserted: 0,
    updated: 0,
    deleted: 0,
    revisions: 0,
  });
  expect(unchanged).toBe(fetched);
  expect(fetched).toBeGreaterThan(1_000);
});

test("after the world moves exactly the changed cells have revisions", async () => {
  const before = await world.storedMetrics();
  await world.advance(26 * 3_600);
  const { run, status } = await world.sync("full");
  expect(status).toBe("succeeded");
  const after = await world.storedMetrics();
  expect(after).toEqual({ ...before, ...world.expectedMetrics(await world.truth()) });
  expect(await world.revisionsOf(run.id)).toEqual(world.changedCells(before, after));
  expect(run.revisions).toBeGreaterThan(10);
});
