import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { entities, heldDeletions, syncEvents } from "@/drizzle/schema";
import { simulator } from "@/lib/providers/meta/simulator";
import { acceptShrink } from "@/lib/sync/accept-shrink";
import { createStandingWorld, type StandingWorld } from "../support/standing-world";

let world: StandingWorld;
const size = { campaigns: 2, adsets: 3, ads: 6 };

beforeAll(async () => {
  world = await createStandingWorld({
    providerId: "meta",
    simulator,
    seed: "held",
    at: "2026-06-10T15:00:00Z",
    size,
  });
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

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
  const { held_deletions: held } = await world.status();
  expect(held.length).toBeGreaterThan(0);
  const missing = held.reduce((sum, row) => sum + (row.kind === "ad" ? row.missing : 0), 0);
  expect(missing).toBeGreaterThan(before * 0.3);
  const events = await world.read((tx) => tx.select().from(syncEvents).where(eq(syncEvents.runId, run.id)));
  expect(events.some(({ detail }) => /are missing, more than is plausible/.test(detail))).toBe(true);
  await world.reconcile();
  expect(await world.openAlerts()).toMatchObject([{ kind: "suspicious_shrink", severity: "warning" }]);

  const accepted = await acceptShrink(world.viewer, world.connectionId, {});
  expect(accepted.every((row) => row.accepted)).toBe(true);
  await world.reconcile();
  expect(await world.openKinds()).toEqual([]);
  await world.advance(3_601);
  await world.sync();
  expect(await ads(true)).toBe(missing);
  expect((await world.status()).held_deletions).toEqual([]);
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
  const { held_deletions: held } = await world.status();
  expect(held.filter(({ kind }) => kind === "ad").every(({ accepted }) => !accepted)).toBe(true);
  await world.provider.control("POST", "size", size);
  await world.sync();
  expect(await world.read((tx) => tx.$count(heldDeletions))).toBe(0);
});
