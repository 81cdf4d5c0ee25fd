import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Secret } from "@/lib/core/secret";
import { fixturesFolder, readJsonFixture } from "../support/fixtures";
import { askRaw, connect, startWorld, type World } from "./amazon-world";

type Pair = {
  status: number;
  request?: { parameters?: Record<string, { value: unknown }> };
  response?: unknown;
};
type Recording = { operation: { method: string; path: string }; pairs: Pair[] };

const folder = join(fixturesFolder, "amazon/static-sandbox");
const recordings = readdirSync(folder)
  .map((file) => ({
    file,
    ...(readJsonFixture<Recording>(`amazon/static-sandbox/${file}`, file) as Recording),
  }))
  .filter(({ pairs }) => (pairs ?? []).length > 0);

let world: World;
let token: Secret;
beforeAll(async () => {
  world = await startWorld();
  await world.control("POST", "cases", { folder });
  token = (await connect(world)).accessToken;
});
afterAll(() => world.stop());

/** The request a case is the answer to. */
function requestOf({ operation }: Recording, { request }: Pair) {
  const given = Object.entries(request?.parameters ?? {});
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(request?.parameters?.[name]?.value ?? "anything")),
  );
  const query = new URLSearchParams(
    given
      .filter(([name]) => name !== "body" && !names.includes(name))
      .map(([name, { value }]) => [name, String(value)]),
  );
  const body = request?.parameters?.body?.value;
  return {
    path: `${path}?${query}`,
    init: { method: operation.method, ...(body !== undefined && { body: JSON.stringify(body) }) },
  };
}

/** Of cases that ask the same, Amazon answers with the first. */
const firstOf = (pairs: Pair[], pair: Pair) =>
  pairs.find((other) => JSON.stringify(other.request ?? {}) === JSON.stringify(pair.request ?? {})) ?? pair;

describe("the simulator answers a published case with the published bytes", () => {
  test.each(recordings)("$file", async (recording) => {
    for (const pair of recording.pairs) {
      const { path, init } = requestOf(recording, pair);
      // An empty part of the path names another resource.
      if (/\/(\?|\/)/.test(path)) continue;
      const expected = firstOf(recording.pairs, pair);
      const { status, text } = await askRaw(world, token, path, init);
      const bytes =
        expected.response === undefined || expected.status === 204 ? "" : JSON.stringify(expected.response);
      expect({ path, status, text }).toEqual({ path, status: expected.status, text: bytes });
    }
  });
});

test("what no case says is answered by the living world", async () => {
  const { status, text } = await askRaw(
    world,
    token,
    "/orders/2026-01-01/orders?lastUpdatedAfter=2026-11-20T00:00:00Z&marketplaceIds=ATVPDKIKX0DER",
  );
  expect(status).toBe(200);
  expect(JSON.parse(text).orders.length).toBeGreaterThan(0);
});

test("the case with the most matching parameters wins", async () => {
  const query = "CreatedAfter=TEST_CASE_200_NEXT_TOKEN&MarketplaceIds=ATVPDKIKX0DER";
  const first = JSON.parse((await askRaw(world, token, `/orders/v0/orders?${query}`)).text);
  const second = JSON.parse(
    (await askRaw(world, token, `/orders/v0/orders?${query}&NextToken=${first.payload.NextToken}`)).text,
  );
  expect(second.payload.NextToken).toBeUndefined();
});

test("without a token nothing is answered", async () => {
  const response = await fetch(`${world.url}/sellers/v1/account`);
  expect(response.status).toBe(403);
  expect((await response.json()).errors[0].details).toBe("Access token is missing in the request header.");
});
