import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import { codeOf, connect, contextOf, google, moments, sliceOf, startWorld, type World } from "./google-world";

let world: World;
let token: Secret;
beforeAll(async () => {
  world = await startWorld({ seed: "quota" });
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
  token = (await connect(world)).accessToken;
});
afterAll(() => world.stop());

const campaigns = async (index = 0) => {
  const truth = await world.truth(1);
  const context = await contextOf(world, token);
  const slice = { ...sliceOf(truth, truth.accounts[index]?.externalId), cursor: null };
  const read = () => google.streams.campaigns?.(context, slice) ?? Promise.reject(new Error("no stream"));
  return { context, read, slice };
};

test("the project's day is shared by all customers and reopens when an operation leaves the window", async () => {
  await world.control("POST", "limits", { operationsPerDay: 3 });
  const { context, read } = await campaigns();
  // The way to the customer: who is reached, and what is below the manager.
  await read();
  const { read: readOther, context: other } = await campaigns(1);
  const failed = await readOther().catch((error) => error);
  expect(failed.code).toBe("rate_limited_daily.resource_exhausted");
  const wait = (failed.until.getTime() - world.clock().getTime()) / 1_000;
  expect(wait).toBeGreaterThan(86_000);
  expect(wait).toBeLessThanOrEqual(86_400);
  expect(other.usage.at(-1)).toMatchObject({
    scope: { key: "google:project" },
    usedPercent: 100,
    regainAt: failed.until,
  });
  expect(context.usage).toEqual([]);
  await world.advance(wait);
  token = (await connect(world)).accessToken;
  expect(await codeOf((await campaigns(1)).read())).toBe("no failure");
});

test("a customer asked too fast is shut alone, for seconds", async () => {
  await world.control("POST", "limits", { queriesPerSecond: 0.5, burst: 2 });
  const { context, read, slice } = await campaigns();
  await read();
  await read();
  const failed = await read().catch((error) => error);
  expect(failed.code).toBe("rate_limited.resource_temporarily_exhausted");
  expect(failed.until.getTime() - world.clock().getTime()).toBe(5_000);
  expect(context.usage.at(-1)?.scope.key).toBe(`google:customer:${slice.accountExternalId}`);
  expect(await codeOf((await campaigns(1)).read())).toBe("no failure");
  await world.advance(5);
  expect(await codeOf(read())).toBe("no failure");
});

test("eleven hours are told to whoever schedules, never slept", async () => {
  const { read } = await campaigns();
  await read();
  const params = { code: "RESOURCE_EXHAUSTED", retrySeconds: 40_591 };
  await world.fault("rate_limited", { on: "data", times: 1, params });
  const failed = await read().catch((error) => error);
  expect(failed.code).toBe("rate_limited_daily.resource_exhausted");
  expect(failed.until.getTime() - world.clock().getTime()).toBe(40_591_000);
});

test("every question is paid before it is asked: the customer's ledger and the project's", async () => {
  const { context, read, slice } = await campaigns();
  await read();
  await read();
  const customer = `google:customer:${slice.accountExternalId} google:project`;
  expect(context.spent.filter((keys) => keys.join(" ") === customer).length).toBe(2);
  // The way there is asked once per access token.
  expect(context.spent.filter((keys) => keys.join(" ") !== customer).length).toBe(2);
});

test("a customer nobody has access to is refused, and asked for again the next time", async () => {
  const { context, slice } = await campaigns();
  const foreign = { ...slice, accountExternalId: "1234567890" };
  const pending = google.streams.campaigns?.(context, foreign) ?? Promise.resolve();
  expect(await codeOf(Promise.resolve(pending))).toBe("permission_lost.customer_not_found");
});

test("a page Google has forgotten starts its question again, once", async () => {
  await world.control("POST", "limits", { rowsPerPage: 3 });
  const { context, read, slice } = await campaigns();
  const first = await read();
  await world.fault("page_token", { on: "data", page: "later", times: 1 });
  const again = await google.streams.campaigns?.(context, { ...slice, cursor: first.cursor });
  expect(again).toMatchObject({ rows: [], rejected: [] });
  const restarted = await google.streams.campaigns?.(context, { ...slice, cursor: again?.cursor ?? null });
  expect(restarted?.rows).toEqual(first.rows);
});
