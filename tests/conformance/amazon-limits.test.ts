import { afterEach, describe, expect, test } from "vitest";
import { operations } from "@/lib/providers/amazon/operations";
import type { SliceRequest, Truth } from "@/lib/providers/contract";
import {
  amazon,
  askRaw,
  comparable,
  connect,
  contextOf,
  readAll,
  slicesOf,
  startWorld,
  todayOf,
  type World,
} from "./amazon-world";

let world: World;
afterEach(() => world.stop());

const sellers = "/sellers/v1/marketplaceParticipations";

describe("buckets", () => {
  test("hold their burst, then refuse without naming a rate, and fill at their rate", async () => {
    world = await startWorld({ rateFactor: 1 });
    const { accessToken } = await connect(world);
    const { burst, ratePerSecond } = operations.getMarketplaceParticipations;
    for (let call = 0; call < burst; call += 1) {
      const { status, headers } = await askRaw(world, accessToken, sellers);
      expect(status).toBe(200);
      expect(headers.get("x-amzn-ratelimit-limit")).toBe(String(ratePerSecond));
      expect(headers.get("x-amzn-requestid")).toBeTruthy();
    }
    const refused = await askRaw(world, accessToken, sellers);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("x-amzn-ratelimit-limit")).toBeNull();
    expect(JSON.parse(refused.text).errors[0].code).toBe("QuotaExceeded");
    await world.advance(Math.ceil(1 / ratePerSecond));
    expect((await askRaw(world, accessToken, sellers)).status).toBe(200);
    expect((await askRaw(world, accessToken, sellers)).status).toBe(429);
  });

  test("are one per operation", async () => {
    world = await startWorld({ rateFactor: 1 });
    const { accessToken } = await connect(world);
    for (let call = 0; call <= operations.getMarketplaceParticipations.burst; call += 1)
      await askRaw(world, accessToken, sellers);
    expect((await askRaw(world, accessToken, "/sellers/v1/account")).status).toBe(200);
  });

  test("a refusal shuts that operation's bucket for one refill, and no other", async () => {
    world = await startWorld({ rateFactor: 1 });
    const context = await contextOf(world);
    await world.control("POST", "faults", { kind: "rate_limited", times: 1 });
    await expect(amazon.listAccounts(context)).rejects.toMatchObject({
      code: "rate_limited.quota",
      until: new Date(world.clock().getTime() + 62_500),
    });
    const [shut] = context.usage.filter(({ usedPercent }) => usedPercent === 100);
    expect(shut?.scope.key).toMatch(/^amazon:getMarketplaceParticipations:A/);
    expect(context.spent.flat().every((key) => key === shut?.scope.key)).toBe(true);
  });

  test("a longer Retry-After is kept to", async () => {
    world = await startWorld();
    const context = await contextOf(world);
    await world.control("POST", "faults", { kind: "rate_limited", times: 1, params: { retryAfter: "900" } });
    await expect(amazon.listAccounts(context)).rejects.toMatchObject({
      until: new Date(world.clock().getTime() + 900_000),
    });
  });
});

describe("listings", () => {
  const first = async (): Promise<{ truth: Truth; slice: Omit<SliceRequest, "cursor"> }> => {
    const truth = await world.truth(30);
    return {
      truth,
      slice: slicesOf(truth, truth.accounts[0]?.externalId ?? "", { days: 30 })[0] as Omit<
        SliceRequest,
        "cursor"
      >,
    };
  };

  test("a page that is too heavy is asked again in halves until it goes through", async () => {
    world = await startWorld();
    const { truth, slice } = await first();
    await world.control("POST", "faults", { kind: "too_much_data", route: "GET orders/*", times: 2 });
    const { rows } = await readAll(world, await contextOf(world), "orders", slice);
    expect(rows.length).toBeGreaterThanOrEqual(truth.orders?.length ?? 0);
  });

  test("stock whose page token expired meanwhile is listed anew", async () => {
    world = await startWorld();
    const truth = await world.truth(1);
    const slice = todayOf(truth, truth.accounts[0]?.externalId ?? "");
    const context = await contextOf(world);
    const page = await amazon.streams.inventory?.(context, { ...slice, cursor: null });
    await world.advance(45);
    const again = await amazon.streams.inventory?.(context, { ...slice, cursor: page?.cursor ?? null });
    expect(again).toMatchObject({ rows: [], rejected: [] });
    const start = await amazon.streams.inventory?.(context, { ...slice, cursor: again?.cursor ?? null });
    expect(start?.rows.length).toBe(page?.rows.length);
  });

  test("orders are read with v0 where the newer version is refused, and are the same orders", async () => {
    world = await startWorld({ seed: "old?orders=200" });
    const { truth, slice } = await first();
    await world.control("POST", "faults", { kind: "permission", route: "GET orders/2026-01-01/*" });
    const { rows, rejected } = await readAll(world, await contextOf(world), "orders", slice);
    expect(rejected).toEqual([]);
    expect(
      comparable([...new Map(rows.map((row) => [(row as { externalId: string }).externalId, row])).values()]),
    ).toEqual(comparable(truth.orders ?? []));
  });

  test("v0 events are read to the end, each with an id of its own", async () => {
    world = await startWorld();
    const { slice } = await first();
    process.env.AMAZON_FINANCES_VERSION = "v0";
    const { rows, rejected } = await readAll(world, await contextOf(world), "fees", slice);
    delete process.env.AMAZON_FINANCES_VERSION;
    expect(rejected).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(rows.map((row) => (row as { externalId: string }).externalId)).size).toBe(rows.length);
  });

  test("no question ever asks about a buyer", async () => {
    world = await startWorld();
    const { slice } = await first();
    const seen: string[] = [];
    const context = await contextOf(world);
    await readAll(world, context, "orders", slice);
    for (const { path } of await world.calls()) seen.push(path);
    expect(seen.join(" ")).not.toMatch(/restrictedDataToken|buyerInfo|address/i);
  });
});
