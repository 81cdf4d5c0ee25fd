import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ClaimsQuery,
  ClaimsResponse,
  FeesQuery,
  FeesResponse,
  InventoryQuery,
  InventoryResponse,
  MarketExportQuery,
  OrderRow,
  OrdersQuery,
  OrdersResponse,
} from "@/lib/api/marketplace";
import { MarketSummary } from "@/lib/api/marketplace-summary";
import { listClaims } from "@/lib/insights/marketplace/claims";
import { exportMarket } from "@/lib/insights/marketplace/export";
import { listFees } from "@/lib/insights/marketplace/fees";
import { listInventory } from "@/lib/insights/marketplace/inventory";
import { listOrders } from "@/lib/insights/marketplace/orders";
import { readMarketSummary } from "@/lib/insights/marketplace/summary";
import { changeClaimSettings, getClaimSettings } from "@/lib/sync/claims/change-settings";
import { createBareConnection } from "../support/bare-connection";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;
let truth: Awaited<ReturnType<SyncWorld["truth"]>>;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "amazon",
    seed: "market-api?accounts=1&orders=300&skus=10",
    at: "2026-11-21T10:15:00Z",
  });
  expect((await world.sync()).status).toBe("succeeded");
  truth = await world.provider.truth(90);
});
afterAll(() => world.stop());

/** Every page of a list, and that the pages do not overlap. */
async function readAll<Row>(
  read: (cursor?: string) => Promise<{ rows: Row[]; nextCursor: string | null }>,
  idOf: (row: Row) => string,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(rows.map(idOf)).size).toBe(rows.length);
  return rows;
}

const orders = (filters: Record<string, unknown> = {}) =>
  readAll(
    async (cursor) => {
      const answer = await listOrders(world.viewer, OrdersQuery.parse({ limit: 37, ...filters, cursor }));
      const { orders: rows, nextCursor } = OrdersResponse.parse(answer);
      return { rows, nextCursor };
    },
    (row) => row.order_id,
  );
const claims = (filters: Record<string, unknown> = {}) =>
  readAll(
    async (cursor) => {
      const answer = await listClaims(world.viewer, ClaimsQuery.parse({ limit: 3, ...filters, cursor }));
      const { claims: rows, nextCursor } = ClaimsResponse.parse(answer);
      return { rows, nextCursor };
    },
    (row) => row.claim_id,
  );

test("pages of orders hold each order once with its items, newest first, and filters narrow them", async () => {
  const all = await orders();
  expect(all.map(({ order_id }) => order_id).sort()).toEqual(
    (truth.orders ?? []).map(({ externalId }) => externalId).sort(),
  );
  const times = all.map(({ purchased_at }) => purchased_at);
  expect(times).toEqual([...times].sort().reverse());
  expect(all.every(({ items }) => items.length > 0)).toBe(true);
  const shipped = await orders({ status: "shipped", from: "2026-10-01", to: "2026-10-31" });
  expect(shipped).toEqual(
    all.filter(({ status, purchased_at }) => status === "shipped" && purchased_at.startsWith("2026-10")),
  );
  const sku = all[0]?.items[0]?.sku ?? "";
  expect(await orders({ sku })).toEqual(all.filter(({ items }) => items.some((item) => item.sku === sku)));
});

test("transactions and stock are paged the same way", async () => {
  const fees = await readAll(
    async (cursor) => {
      const answer = await listFees(world.viewer, FeesQuery.parse({ limit: 50, cursor }));
      const { fees: rows, nextCursor } = FeesResponse.parse(answer);
      return { rows, nextCursor };
    },
    (row) => row.transaction_id,
  );
  expect(fees.length).toBe(truth.fees?.length);
  const stock = await readAll(
    async (cursor) => {
      const answer = await listInventory(world.viewer, InventoryQuery.parse({ limit: 4, cursor }));
      const { inventory: rows, nextCursor } = InventoryResponse.parse(answer);
      return { rows, nextCursor };
    },
    (row) => `${row.account_id}|${row.sku}|${row.fnsku}`,
  );
  expect(stock.length).toBe(truth.inventory?.length);
});

test("claims come by deadline with their evidence, and the summary counts the same", async () => {
  const open = await claims({ status: "open" });
  expect(open.length).toBe(truth.claims?.length);
  const deadlines = open.map(({ deadline }) => deadline);
  expect(deadlines).toEqual([...deadlines].sort());
  expect(open.every(({ evidence }) => evidence.length > 0)).toBe(true);
  const summary = MarketSummary.parse(await readMarketSummary(world.viewer, world.clock));
  expect(summary).toMatchObject({
    is_connected: true,
    orders: { total: truth.orders?.length },
    claims: { open: open.length },
  });
  expect(summary.books.length).toBeGreaterThan(0);
  const { connectionId } = world;
  expect(await readMarketSummary(world.viewer, world.clock, { connectionId })).toEqual(summary);
});

test("a connection's summary holds nothing of its neighbour's, and one of ads is no marketplace", async () => {
  const neighbour = await createBareConnection(["act_1"], world.viewer);
  expect(
    await readMarketSummary(world.viewer, world.clock, { connectionId: neighbour.connectionId }),
  ).toMatchObject({
    is_connected: false,
    orders: { total: 0, sales_last_30_days: [] },
    stock: { listings: 0, units: 0 },
    fees: { last_30_days: [] },
    claims: { open: 0, amounts: [] },
    books: [],
  });
});

test("an export holds every row once, as CSV and as JSON", async () => {
  const text = async (format: "csv" | "json") => {
    let all = "";
    for await (const piece of await exportMarket(
      world.viewer,
      "orders",
      MarketExportQuery.parse({ format, status: "shipped" }),
    ))
      all += piece;
    return all;
  };
  const rows: unknown[] = JSON.parse(await text("json"));
  expect(rows.map((row) => OrderRow.parse(row))).toEqual(await orders({ status: "shipped" }));
  expect((await text("csv")).split("\r\n")).toHaveLength(rows.length + 2);
});

test("a workspace's own thresholds change what the next sync finds, and the defaults bring it back", async () => {
  const before = await claims({ status: "open" });
  const { settings, is_default } = await getClaimSettings(world.viewer);
  expect(is_default).toBe(true);
  const never = { fromDays: 700, untilDays: 730 };
  const changed = await changeClaimSettings(world.viewer, {
    lost: { ...settings.lost, window: never },
    inboundShortage: { window: never },
  });
  expect(changed).toMatchObject({ is_default: false, settings: { damaged: settings.damaged } });
  expect((await world.sync()).status).toBe("succeeded");
  const gone = (kind: string) => kind === "lost_in_warehouse" || kind === "inbound_shortage";
  expect((await claims({ status: "open" })).map(({ claim_id }) => claim_id)).toEqual(
    before.filter(({ kind }) => !gone(kind)).map(({ claim_id }) => claim_id),
  );
  await changeClaimSettings(world.viewer, null);
  const { run } = await world.sync();
  expect(run.claimsDetected).toBe(before.filter(({ kind }) => gone(kind)).length);
  expect(await claims({ status: "open" })).toEqual(before);
});

test("another workspace sees nothing of it, and its connection is not found", async () => {
  const stranger = await createTestWorkspace();
  expect(await listOrders(stranger, OrdersQuery.parse({}))).toEqual({ orders: [], nextCursor: null });
  expect(await readMarketSummary(stranger, world.clock)).toMatchObject({
    is_connected: false,
    orders: { total: 0 },
    claims: { open: 0 },
  });
  const { connectionId } = world;
  await expect(listClaims(stranger, ClaimsQuery.parse({ connectionId }))).rejects.toMatchObject({
    status: 404,
  });
  await expect(readMarketSummary(stranger, world.clock, { connectionId })).rejects.toMatchObject({
    status: 404,
  });
  await expect(listFees(world.viewer, FeesQuery.parse({ cursor: "nonsense" }))).rejects.toMatchObject({
    status: 422,
  });
});
