import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claims, orderReconciliations, syncEvents, syncSlices } from "@/drizzle/schema";
import { getSyncStatus } from "@/lib/connections/read-connections";
import { marketDifferences, storedMarket, trueMarket } from "../support/market-landed";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
let first: Awaited<ReturnType<SyncWorld["sync"]>>["run"];

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "amazon",
    seed: "market?accounts=1&orders=600&skus=20",
    at: "2026-11-21T10:15:00Z",
  });
});
afterAll(() => world.stop());

const differ = async () =>
  marketDifferences(await storedMarket(world), trueMarket(await world.provider.truth(90)));
/** What lay in the window once stays when the window has moved on. */
const isGoneFromTruth = (difference: string) => /^(orders|fees) .* true undefined$/.test(difference);

test("after the first sync every order, transaction, unit of stock and claim equals what is true", async () => {
  const { status, run } = await world.sync();
  first = run;
  expect(run.errorMessage).toBeNull();
  expect(status).toBe("succeeded");
  const stored = await storedMarket(world);
  expect(Object.keys(stored.orders ?? {}).length).toBeGreaterThan(300);
  expect(Object.keys(stored.claims ?? {}).length).toBeGreaterThan(3);
  expect(await differ()).toEqual([]);
});

test("the run counts its orders and claims, and tells of its six steps", async () => {
  const stored = await storedMarket(world);
  const found = await world.read((tx) =>
    tx.select().from(claims).where(eq(claims.connectionId, world.connectionId)),
  );
  expect(first).toMatchObject({
    ordersProcessed: Object.keys(stored.orders ?? {}).length,
    totalOrders: first.ordersProcessed,
    claimsDetected: found.length,
  });
  const events = await world.read((tx) =>
    tx.select({ step: syncEvents.step }).from(syncEvents).where(eq(syncEvents.runId, first.id)),
  );
  expect(new Set(events.map(({ step }) => step))).toEqual(
    new Set(["1/6", "2/6", "3/6", "4/6", "5/6", "6/6", "assemble", "persist", "done"]),
  );
});

test("the calls shown as used are those of the operation that is granted the fewest", async () => {
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, first.id)));
  const asked = slices
    .filter(({ stream }) => stream === "orders")
    .reduce((sum, { apiCalls }) => sum + apiCalls, 0);
  const { budget } = await getSyncStatus(world.viewer, world.connectionId, world.clock);
  expect(budget).toMatchObject({ used: asked, limit: 18 });
  expect(asked).toBeGreaterThan(3);
});

test("each order's money is found among the transactions, or its absence is explained", async () => {
  const books = await world.read((tx) =>
    tx.select().from(orderReconciliations).where(eq(orderReconciliations.connectionId, world.connectionId)),
  );
  expect(books.length).toBeGreaterThan(2);
  for (const { reasons, orderMicros, postedMicros } of books) {
    expect(reasons.unexplained).toBeUndefined();
    const explained = Object.values(reasons).reduce((sum, { micros }) => sum + BigInt(micros), 0n);
    expect(explained).toBe(orderMicros - postedMicros);
  }
});

test("a second sync of an unchanged world writes no row", async () => {
  const { run } = await world.sync("full");
  const { fetched, inserted, updated, deleted, unchanged } = run;
  expect({ inserted, updated, deleted, claims: run.claimsDetected }).toEqual({
    inserted: 0,
    updated: 0,
    deleted: 0,
    claims: 0,
  });
  expect(unchanged).toBe(fetched);
});

test("after the world moves, only what is newer is asked for, and all is true again", async () => {
  await world.advance(26 * 3_600);
  const quick = await world.sync();
  expect(quick.status).toBe("succeeded");
  expect(quick.run.inserted + quick.run.updated).toBeGreaterThan(5);
  const slices = await world.read((tx) =>
    tx.select().from(syncSlices).where(eq(syncSlices.runId, quick.run.id)),
  );
  const known = first.startedAt?.getTime() ?? 0;
  const [orders] = slices.filter(({ stream }) => stream === "orders");
  expect(orders?.lane === "cold" || (orders?.since?.getTime() ?? 0) > known - 15 * 60_000).toBe(true);
  expect((await differ()).filter((difference) => !isGoneFromTruth(difference))).toEqual([]);
});
