import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claims, fees, inventory, orderItems, orders, syncRuns } from "@/drizzle/schema";
import type { Truth } from "@/lib/providers/contract";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { comparable } from "./amazon-world";

let world: SyncWorld;
let truth: Truth;
beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "amazon",
    seed: "landed?accounts=1&orders=900",
    at: "2026-11-21T10:15:00Z",
  });
  truth = await world.truth(90);
});
afterAll(() => world.stop());

const own = <T extends { connectionId: Parameters<typeof eq>[0] }>(table: T) =>
  eq(table.connectionId, world.connectionId);
/** The columns that the truth knows, dates as text. */
const plain = (rows: object[]) =>
  comparable(
    rows.map((row) => {
      const { connectionId, workspaceId, changedAt, ...kept } = row as Record<string, unknown>;
      return kept;
    }),
  );

async function storedOrders() {
  const rows = await world.read((tx) => tx.select().from(orders).where(own(orders)));
  const items = await world.read((tx) =>
    tx.select().from(orderItems).where(own(orderItems)).orderBy(asc(orderItems.externalId)),
  );
  return rows.map((row) => ({
    ...row,
    items: items
      .filter(({ orderExternalId }) => orderExternalId === row.externalId)
      .map(({ connectionId, workspaceId, changedAt, accountExternalId, orderExternalId, ...item }) => item),
  }));
}

test("a first sync lands every order, transaction and stock as it is at the vendor", async () => {
  const { status, run } = await world.sync();
  expect({ status, error: run.errorMessage }).toEqual({ status: "succeeded", error: null });
  expect(plain(await storedOrders())).toEqual(plain(truth.orders ?? []));
  expect(plain(await world.read((tx) => tx.select().from(inventory).where(own(inventory))))).toEqual(
    plain(truth.inventory ?? []),
  );
  const stored = await world.read((tx) => tx.select().from(fees).where(own(fees)));
  expect(stored.map(({ externalId }) => externalId).sort()).toEqual(
    (truth.fees ?? []).map(({ externalId }) => externalId).sort(),
  );
  const totals = (rows: { externalId: string; totalMicros: bigint | string; status: string }[]) =>
    rows.map((row) => `${row.externalId} ${row.totalMicros} ${row.status}`).sort();
  expect(totals(stored)).toEqual(totals(truth.fees ?? []));
  expect(run.ordersProcessed).toBe(truth.orders?.length);
});

test("the claims found are those that are true, and no others", async () => {
  const rows = await world.read((tx) => tx.select().from(claims).where(own(claims)));
  const told = (row: {
    kind: string;
    orderExternalId: string | null;
    shipmentId: string | null;
    sku: string | null;
    quantity: number;
    amountMicros: bigint | string | null;
  }) => [row.kind, row.orderExternalId, row.shipmentId, row.sku, row.quantity, row.amountMicros].join(" ");
  const found = rows
    .filter((row) => row.status === "open")
    .map(told)
    .sort();
  const kinds = new Set(truth.claims?.map(({ kind }) => kind));
  expect(kinds.size).toBe(7);
  expect(found).toEqual((truth.claims ?? []).map(told).sort());
});

test("a second full sync writes nothing", async () => {
  const { status, run } = await world.sync("full");
  const { inserted, updated, deleted } = run;
  expect({ status, inserted, updated, deleted }).toEqual({
    status: "succeeded",
    inserted: 0,
    updated: 0,
    deleted: 0,
  });
  const runs = await world.read((tx) => tx.select().from(syncRuns).where(own(syncRuns)));
  expect(runs.length).toBe(2);
});
