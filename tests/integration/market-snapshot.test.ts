import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { Snapshot } from "@/lib/api/snapshot";
import { getSnapshot } from "@/lib/insights/snapshot";
import { openSmallWorld } from "../support/landed";
import { storedMarket } from "../support/market-landed";
import type { SyncWorld } from "../support/sync-world";

const open: SyncWorld[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.stop();
});

async function snapshotOf(providerId: string) {
  const world = await openSmallWorld(providerId, { days: 2 });
  open.push(world);
  const { status } = await world.sync();
  expect(status).toBe("succeeded");
  const { read } = await getSnapshot(world.viewer, world.connectionId);
  const pieces: Uint8Array[] = [];
  for await (const piece of read()) pieces.push(piece);
  return { world, snapshot: Snapshot.parse(JSON.parse(gunzipSync(Buffer.concat(pieces)).toString())) };
}

test("a marketplace's snapshot holds its orders, stock and transactions, each checked against the schema", async () => {
  const { world, snapshot } = await snapshotOf("amazon");
  const stored = await storedMarket(world);
  const [account] = snapshot.accounts;
  expect(account?.orders?.length).toBe(Object.keys(stored.orders ?? {}).length);
  expect(account?.fees?.length).toBe(Object.keys(stored.fees ?? {}).length);
  expect(account?.inventory?.length).toBe(Object.keys(stored.inventory ?? {}).length);
  expect(account?.orders?.length).toBeGreaterThan(0);
  expect(account?.campaigns).toEqual([]);
});

test("a snapshot of ads has no lists of a marketplace", async () => {
  const { snapshot } = await snapshotOf("meta");
  const [account] = snapshot.accounts;
  expect(account?.campaigns.length).toBeGreaterThan(0);
  expect(Object.keys(account ?? {})).not.toContain("orders");
});
