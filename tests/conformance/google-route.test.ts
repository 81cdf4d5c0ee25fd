import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getAccess } from "@/lib/connections/access";
import { google } from "@/lib/providers/google";
import { accountsOf, hierarchyOf } from "@/lib/providers/google/simulator/accounts";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { recordCalls, sliceOf } from "../support/vendor-world";

const seed = "route?accounts=3&campaigns=2";
let world: SyncWorld;
beforeAll(async () => {
  world = await createSyncWorld({ providerId: "google", seed, at: "2026-11-21T10:17:00Z" });
});
afterAll(() => world.stop());

type Call = { path: string; status: number };
const callsOf = async (work: () => Promise<unknown>) => {
  await world.provider.control("DELETE", "calls", {});
  await work();
  const { calls } = await world.provider.control<{ calls: Call[] }>("GET", "calls");
  return calls.map(({ path }) => path);
};
const isLookup = (path: string) => /listAccessibleCustomers|:searchStream/.test(path);

/** The provider as another process has it: nothing is remembered. */
async function startProcess() {
  vi.resetModules();
  const { google: provider } = await import("@/lib/providers/google");
  const scope = { workspaceId: world.viewer.workspaceId, connectionId: world.connectionId };
  const accessToken = await getAccess({ scope, provider: google, clock: world.clock });
  return { provider, context: recordCalls(accessToken, world.clock) };
}

async function campaignsThrough(externalId: string, accountRoute: string | undefined) {
  const { provider, context } = await startProcess();
  const slice = { ...sliceOf(await world.truth(1), externalId), cursor: null };
  const read = provider.streams.campaigns;
  let rows = 0;
  const calls = await callsOf(async () => {
    rows = (await read?.(context, { ...slice, ...(accountRoute && { accountRoute }) }))?.rows.length ?? 0;
  });
  return { rows, calls };
}

test("the way to an account is stored with it: by its manager, or directly where the person has it", async () => {
  const accounts = await world.accounts();
  const { direct, managers } = hierarchyOf(seed, accountsOf(seed, {}));
  expect(accounts.length).toBe(3);
  for (const { externalId, route } of accounts)
    expect(route).toBe(direct.includes(externalId) ? externalId : managers[0]);
});

test("a first sync asks nobody the way", async () => {
  const { managers } = hierarchyOf(seed, accountsOf(seed, {}));
  const calls = await callsOf(async () => expect((await world.sync()).status).toBe("succeeded"));
  expect(calls.length).toBeGreaterThan(0);
  const isOfWay = (path: string) =>
    path.includes("listAccessibleCustomers") || managers.some((id) => path.includes(id));
  expect(calls.filter(isOfWay)).toEqual([]);
});

test("another process goes the stored way with one call, and without it looks for it", async () => {
  const managed = (await world.accounts()).find(({ externalId, route }) => route !== externalId);
  const known = await campaignsThrough(managed?.externalId ?? "", managed?.route ?? undefined);
  expect(known.rows).toBeGreaterThan(0);
  expect(known.calls.length).toBe(1);
  const unknown = await campaignsThrough(managed?.externalId ?? "", undefined);
  expect(unknown.rows).toBe(known.rows);
  expect(unknown.calls.filter(isLookup).length).toBeGreaterThan(0);
});

test("a manager that has the account no more is replaced by one that has", async () => {
  const [managed, other] = (await world.accounts()).sort(
    (a, b) => Number(a.route === a.externalId) - Number(b.route === b.externalId),
  );
  const stale = await campaignsThrough(managed?.externalId ?? "", other?.externalId);
  expect(stale.rows).toBeGreaterThan(0);
  expect(stale.calls.filter(isLookup).length).toBeGreaterThan(0);
});
