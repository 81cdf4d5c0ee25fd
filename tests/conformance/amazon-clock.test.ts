import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page, StreamName, Truth } from "@/lib/providers/contract";
import { amazon, askRaw, connect, contextOf, slicesOf, startWorld, type World } from "./amazon-world";

const minuteMs = 60_000;
const seed = "clock?accounts=1&orders=200&skus=6";

let world: World;
let truth: Truth;
beforeAll(async () => {
  world = await startWorld({ seed });
  // A world that stands still is lenient about the end of a window; this one keeps the vendor's rule.
  await world.control("POST", "freeze", { frozen: false });
  truth = await world.truth(2);
});
afterAll(() => world.stop());

/** Reads the newest days with our clock ahead of Amazon's; refused calls are those that Amazon answered with 400. */
async function readAhead(stream: StreamName, minutes: number, versions: Record<string, string> = {}) {
  Object.assign(process.env, versions);
  const own = await contextOf(world);
  const context = { ...own, clock: () => new Date(world.clock().getTime() + minutes * minuteMs) };
  const [slice] = slicesOf(truth, truth.accounts[0]?.externalId ?? "", { days: 2 });
  if (!slice) throw new Error("no slice");
  await world.control("DELETE", "calls", {});
  const rows: unknown[] = [];
  let last: Page<unknown> | undefined;
  for (
    let cursor: string | null = null, pages = 0;
    pages < 50 && (pages === 0 || cursor !== null);
    pages += 1
  ) {
    last = await amazon.streams[stream]?.(context, { ...slice, cursor });
    rows.push(...(last?.rows ?? []));
    cursor = last?.cursor ?? null;
  }
  for (const name of Object.keys(versions)) delete process.env[name];
  const refused = (await world.calls()).filter(({ status }) => status === 400).length;
  return { rows: rows.length, refused, behind: world.clock().getTime() - (last?.asOf?.getTime() ?? 0) };
}

test("Amazon refuses a window that ends within its last two minutes", async () => {
  const { accessToken } = await connect(world);
  const end = new Date(world.clock().getTime() - minuteMs).toISOString();
  const query = `marketplaceIds=ATVPDKIKX0DER&lastUpdatedAfter=2026-11-20T00:00:00Z&lastUpdatedBefore=${end}`;
  expect((await askRaw(world, accessToken, `/orders/2026-01-01/orders?${query}`)).status).toBe(400);
});

describe.each([
  ["orders", {}],
  ["orders", { AMAZON_ORDERS_VERSION: "v0" }],
  ["fees", {}],
  ["fees", { AMAZON_FINANCES_VERSION: "v0" }],
] as [StreamName, Record<string, string>][])("%s %j", (stream, versions) => {
  test("a clock that is right or a minute ahead is never refused", async () => {
    for (const minutes of [0, 1]) {
      const { refused, behind } = await readAhead(stream, minutes, versions);
      expect(refused).toBe(0);
      expect(behind).toBeGreaterThanOrEqual(2 * minuteMs);
      expect(behind).toBeLessThanOrEqual(3 * minuteMs + 1_000);
    }
  });

  test("one that is further ahead is refused once, then asks by Amazon's clock and reads the same", async () => {
    const right = await readAhead(stream, 0, versions);
    const ahead = await readAhead(stream, 10, versions);
    expect(ahead.refused).toBe(1);
    expect(ahead.rows).toBe(right.rows);
    expect(ahead.behind).toBe(right.behind);
  });
});
