import { afterAll, beforeAll, expect, test } from "vitest";
import {
  askRaw,
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

test("shipments to the warehouses are read back through the whole history, each sku once", async () => {
  const { rows, rejected } = await readAll(world, context, "inbound_shipments", slice);
  expect(rejected).toEqual([]);
  const items = rows as { shipmentId: string; sku: string; status: string }[];
  expect(items.length).toBeGreaterThan(150);
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
