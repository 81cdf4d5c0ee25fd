import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "@/lib/core/env";
import { readHealth } from "@/lib/insights/health";

/** What an Inngest dev server answers at `/dev`. */
let listing: unknown;
const server = createServer((request, response) => {
  response.end(request.url === "/dev" ? JSON.stringify(listing) : "ok");
});
const nowhere = env().INNGEST_BASE_URL;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  env().INNGEST_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  env().INNGEST_BASE_URL = nowhere;
  server.close();
});

const known = (...slugs: string[]) => ({ functions: slugs.map((slug) => ({ slug })) });

test("an app whose functions Inngest knows is well", async () => {
  listing = known("freshet-run-sync", "freshet-prune", "other-thing");
  expect(await readHealth(["freshet-run-sync", "freshet-prune"])).toMatchObject({
    status: "ok",
    database: { ok: true },
    inngest: { reachable: true, registered: true },
    progress: "poll",
  });
});

test("a function Inngest does not know degrades it", async () => {
  for (const heard of [known("freshet-run-sync"), { functions: null }]) {
    listing = heard;
    expect(await readHealth(["freshet-run-sync", "freshet-prune"])).toMatchObject({
      status: "degraded",
      inngest: { reachable: true, registered: false },
    });
  }
});

test("a server that does not say what it knows is not doubted", async () => {
  listing = { version: "cloud" };
  expect((await readHealth(["freshet-run-sync"])).inngest).toEqual({ reachable: true, registered: null });
});

test("an Inngest that does not answer degrades it, and nothing throws", async () => {
  const here = env().INNGEST_BASE_URL;
  env().INNGEST_BASE_URL = nowhere;
  const health = await readHealth(["freshet-run-sync"]);
  env().INNGEST_BASE_URL = here;
  expect(health).toMatchObject({ status: "degraded", inngest: { reachable: false, registered: null } });
});
