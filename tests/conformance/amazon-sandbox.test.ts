import { join } from "node:path";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fees, inventory, orderItems, orders, syncSlices } from "@/drizzle/schema";
import { fixturesFolder, readJsonFixture } from "../support/fixtures";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

const folder = "amazon/static-sandbox";
const notOffered = "not offered by Amazon's sandbox";

let world: SyncWorld;
beforeAll(async () => {
  // Looked at once so that absent fixtures are told loudly.
  readJsonFixture(`${folder}/ordersV0.getOrders.json`, "ordersV0.getOrders.json");
  process.env.AMAZON_SANDBOX = "true";
  process.env.AMAZON_SANDBOX_CASES = join(fixturesFolder, folder);
  world = await createSyncWorld({ providerId: "amazon", seed: "sandbox", at: "2026-11-21T10:15:00Z" });
});
afterAll(async () => {
  delete process.env.AMAZON_SANDBOX;
  delete process.env.AMAZON_SANDBOX_CASES;
  await world.stop();
});

type Call = { path: string; status: number };
const callsTo = async (part: string) => {
  const { calls } = await world.provider.control<{ calls: Call[] }>("GET", "calls");
  return calls.filter(({ path }) => path.includes(part));
};
const slicesOf = async (runId: string) => {
  const rows = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)));
  return Object.fromEntries(
    rows.map(({ stream, status, errorMessage }) => [stream, errorMessage ? [status, errorMessage] : status]),
  );
};

test("a sync against Amazon's sandbox ends well and says what the sandbox does not offer", async () => {
  const { status, run } = await world.sync();
  expect({ status, code: run.errorCode }).toEqual({ status: "succeeded", code: null });
  expect(await slicesOf(run.id)).toEqual({
    orders: "done",
    inventory: "done",
    fees: "done",
    inbound_shipments: "done",
    fee_estimates: ["skipped", notOffered],
    stock_movements: ["skipped", notOffered],
    returns: ["skipped", notOffered],
    reimbursements: ["skipped", notOffered],
    claims: "done",
    reconciliation: "done",
  });
  expect({ quarantined: run.quarantined, orders: run.ordersProcessed }).toEqual({
    quarantined: 0,
    orders: 2,
  });
});

test("what the sandbox publishes is what landed", async () => {
  const [second, first, ...others] = await world.read((tx) =>
    tx.select().from(orders).orderBy(desc(orders.externalId)),
  );
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    externalId: "902-1845936-5435065",
    purchasedAt: new Date("1970-01-19T03:58:30Z"),
    currency: "USD",
    totalMicros: 11_010_000n,
  });
  expect(second).toMatchObject({ externalId: "902-8745147-1934268", totalMicros: 11_010_000n });
  const items = await world.read((tx) => tx.select().from(orderItems));
  expect(
    items.map(({ orderExternalId, sku, itemPriceMicros }) => [orderExternalId, sku, itemPriceMicros]),
  ).toEqual([["902-1845936-5435065", "NABetaASINB00551Q3CS", 10_000_000n]]);
  const [stock] = await world.read((tx) => tx.select().from(inventory));
  expect(stock).toMatchObject({ sku: "EMTEC 1 GB" });
  const [fee] = await world.read((tx) => tx.select().from(fees));
  expect(fee).toMatchObject({ totalMicros: 10_000_000n, currency: "USD" });
});

test("every question was one the sandbox has an answer to, and none was about the buyer", async () => {
  const calls = await callsTo("");
  expect(calls.filter(({ status }) => status >= 400)).toEqual([]);
  expect(await callsTo("/reports/")).toEqual([]);
  expect(await callsTo("2026-01-01")).toEqual([]);
});

test("a second sync writes nothing", async () => {
  const { status, run } = await world.sync("full");
  const { inserted, updated, deleted } = run;
  expect({ status, inserted, updated, deleted }).toEqual({
    status: "succeeded",
    inserted: 0,
    updated: 0,
    deleted: 0,
  });
});
