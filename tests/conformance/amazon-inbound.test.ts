import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppError } from "@/lib/core/errors";
import type { InboundItem } from "@/lib/domain/warehouse";
import { fetchInbound } from "@/lib/providers/amazon/fetch-inbound";
import type { Page } from "@/lib/providers/contract";
import {
  askRaw,
  comparable,
  connect,
  contextOf,
  type Recorded,
  readAll,
  type Slice,
  startWorld,
  todayOf,
  type World,
} from "./amazon-world";

let world: World;
let context: Recorded;
let slice: Slice;
beforeAll(async () => {
  world = await startWorld();
  context = await contextOf(world);
  const truth = await world.truth(1);
  slice = todayOf(truth, truth.accounts[0]?.externalId ?? "");
});
afterAll(() => world.stop());

test("shipments to the warehouses are read back through nine months, each sku once", async () => {
  const { rows, rejected } = await readAll(world, context, "inbound_shipments", slice);
  expect(rejected).toEqual([]);
  const items = rows as { shipmentId: string; sku: string; status: string }[];
  expect(items.length).toBeGreaterThan(80);
  expect(new Set(items.map(({ shipmentId, sku }) => `${shipmentId}|${sku}`)).size).toBe(items.length);
  const statuses = new Set(items.map(({ status }) => status));
  expect(["shipped", "receiving", "closed"].filter((status) => !statuses.has(status))).toEqual([]);
});

test("shipments asked for by dates alone are refused, as Amazon does", async () => {
  const { accessToken } = await connect(world);
  const range = "LastUpdatedAfter=2026-11-01T00:00:00Z&LastUpdatedBefore=2026-11-20T00:00:00Z";
  const ask = (filter: string) =>
    askRaw(
      world,
      accessToken,
      `/fba/inbound/v0/shipments?MarketplaceId=ATVPDKIKX0DER&QueryType=DATE_RANGE&${range}${filter}`,
    );
  const refused = await ask("");
  expect(refused.status).toBe(400);
  expect(JSON.parse(refused.text).errors[0]).toEqual({
    code: "InvalidInput",
    message: "At least one of ShipmentStatusList and ShipmentIdList must be provided",
    details: "",
  });
  expect((await ask("&ShipmentStatusList=CLOSED,NO_SUCH")).status).toBe(400);
  expect((await ask("&ShipmentStatusList=CLOSED")).status).toBe(200);
});

type Item = {
  shipmentId: string;
  sku: string;
  status: string;
  quantityShipped: number;
  quantityReceived: number;
};
const keyOf = ({ shipmentId, sku }: Item) => `${shipmentId}|${sku}`;
const isShort = (item: Item) => item.status === "closed" && item.quantityReceived < item.quantityShipped;

test("an empty bucket is waited for, and every item is still read once", async () => {
  const wide = await readAll(world, context, "inbound_shipments", slice);
  await world.control("POST", "limits", { rateFactor: 1 });
  const rows: Item[] = [];
  let cursor: string | null = null;
  let waits = 0;
  do {
    try {
      const page: Page<InboundItem> = await fetchInbound(context, { ...slice, cursor });
      rows.push(...page.rows);
      cursor = page.cursor;
    } catch (error) {
      const ms = ((error as AppError).until?.getTime() ?? 0) - world.clock().getTime();
      expect(ms).toBeGreaterThanOrEqual(10_000);
      waits += 1;
      await world.advance(ms / 1_000);
    }
  } while (cursor !== null && waits < 20);
  await world.control("POST", "limits", { rateFactor: 1_000 });
  await world.advance(60);
  expect(waits).toBeGreaterThan(0);
  expect(comparable(rows)).toEqual(comparable(wide.rows));
});

test("units that turn up after a shipment was closed end its shortage", async () => {
  const before = (await readAll(world, context, "inbound_shipments", slice)).rows as Item[];
  const short = before.filter(isShort).map(keyOf);
  await world.advance(21 * 86_400);
  const truth = await world.truth(1);
  const after = todayOf(truth, slice.accountExternalId);
  const { rows } = await readAll(world, await contextOf(world), "inbound_shipments", after);
  const byKey = new Map((rows as Item[]).map((item) => [keyOf(item), item]));
  const known = short.filter((key) => byKey.has(key));
  const found = known.filter((key) => !isShort(byKey.get(key) as Item));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(known.length);
});
