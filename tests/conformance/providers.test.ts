import { afterEach, describe, expect, test, vi } from "vitest";
import { getProvider, listProviders } from "@/lib/providers";
import { differences, heal, healed, historyOf, openSmallWorld, traces } from "../support/landed";
import type { SyncWorld } from "../support/sync-world";

// A marketplace is read with its whole history: seconds on an idle machine, more on a busy one.
vi.setConfig({ testTimeout: 300_000 });

const open: SyncWorld[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.stop();
});

async function openWorld(id: string, size?: Parameters<typeof openSmallWorld>[1]) {
  const world = await openSmallWorld(id, size);
  open.push(world);
  return world;
}

type Faults = [kind: string, options?: Record<string, unknown>][];

/** A new connection whose first sync meets faults. */
async function firstSyncUnder(id: string, faults: Faults) {
  const world = await openWorld(id);
  for (const [kind, options] of faults) await world.provider.fault(kind, { on: "data", ...options });
  const { status, run } = await world.sync();
  return { world, status, run };
}

/** Waits a day at most and a second at least, whatever is asked for. */
const isPatient = (waits: number[]) => waits.every((ms) => ms <= 24 * 3_600_000);

describe.each(listProviders().map(({ id }) => id))("%s", (id) => {
  const provider = getProvider(id);

  test("connects through its consent page and lists the accounts there are", async () => {
    const world = await openWorld(id, { accounts: 3 });
    const { accounts } = await world.truth(1);
    const connection = await world.connection();
    expect(connection).toMatchObject({ provider: id, status: "active" });
    expect((await world.accounts()).map(({ externalId }) => externalId).sort()).toEqual(
      accounts.map(({ externalId }) => externalId).sort(),
    );
  });

  test("pages to the end: what landed equals the truth, and a second sync writes nothing", async () => {
    const world = await openWorld(id, { accounts: 3, days: historyOf(id) });
    const first = await world.sync();
    expect({ status: first.status, error: first.run.errorMessage }).toEqual({
      status: "succeeded",
      error: null,
    });
    expect(await differences(world)).toEqual([]);
    const { run } = await world.sync("full");
    const { inserted, updated, deleted, revisions, fetched, unchanged } = run;
    expect({ inserted, updated, deleted, revisions }).toEqual({
      inserted: 0,
      updated: 0,
      deleted: 0,
      revisions: 0,
    });
    expect(fetched).toBeGreaterThan(0);
    expect(unchanged).toBe(fetched);
  }, 240_000);

  test.each([
    ["in seconds", "7"],
    ["as a date", "Wed, 10 Jun 2026 15:05:00 GMT"],
    ["as a date long past", "Fri, 01 Jan 2016 00:00:00 GMT"],
    ["as a date ten years ahead", "Tue, 10 Jun 2036 15:00:00 GMT"],
    ["not at all", undefined],
    ["as an absurd number", "99999999999"],
    ["below zero", "-5"],
    ["in words", "soon"],
  ])("a 429 that says how long to wait %s is waited for and loses nothing", async (_, retryAfter) => {
    const params = { status: 429, retryAfter };
    const { world, status } = await firstSyncUnder(id, [["rate_limited", { times: 2, params }]]);
    expect(status).toBe("succeeded");
    expect(isPatient(world.waits)).toBe(true);
    expect(await heal(world)).toEqual(healed);
  });

  test("bursts of 500, 502, 503 and 504 are survived", async () => {
    const burst = [500, 502, 503, 504].map((code): Faults[number] => [
      "http",
      { times: 1, params: { status: code } },
    ]);
    const { world, status } = await firstSyncUnder(id, [...burst, ["unavailable", { times: 1 }]]);
    expect(status).toBe("succeeded");
    expect(await differences(world)).toEqual([]);
  });

  test("a token that expires in the middle is renewed where it can be, else a person is asked", async () => {
    const { world, status, run } = await firstSyncUnder(id, [["expired", { skip: 3, times: 1 }]]);
    if (provider.oauth.refresh && (await world.hasRefreshToken())) {
      expect({ status, error: run.errorCode }).toEqual({ status: "succeeded", error: null });
      expect(await differences(world)).toEqual([]);
    } else {
      expect(run.errorCode).toMatch(/^needs_reauth/);
      expect(await world.connection()).toMatchObject({ status: "needs_reauth" });
    }
  });

  test("a revoked consent stops the sync and says who must act; a new consent heals it", async () => {
    const { world, status, run } = await firstSyncUnder(id, [["revoked", { skip: 3 }]]);
    expect(status).toBe("failed");
    expect(run.errorCode).toMatch(/^needs_reauth/);
    expect(run.errorMessage).toContain(provider.name.split(" ")[0]);
    expect(await world.connection()).toMatchObject({ status: "needs_reauth" });
    expect(await heal(world)).toEqual(healed);
  });

  test("malformed rows are set aside with their reason, the others land, and later they land too", async () => {
    const { world, run } = await firstSyncUnder(id, [["malformed_row"]]);
    const { fetched, inserted, updated, unchanged, quarantined, duplicates } = run;
    expect(quarantined).toBeGreaterThan(0);
    expect(fetched).toBe(inserted + updated + unchanged + quarantined + duplicates);
    expect(inserted).toBeGreaterThan(0);
    const { rejected } = await traces(world, run.id);
    expect(rejected.every(({ reason }) => reason.length > 0)).toBe(true);
    expect(await heal(world)).toEqual(healed);
  });

  test("an account without anything is synced like any other", async () => {
    const world = await openWorld(id, { accounts: 2 });
    const [account] = (await world.truth(1)).accounts;
    await world.provider.fault("empty_listing", { account: account?.externalId });
    const { status, run } = await world.sync();
    expect({ status, error: run.errorCode }).toEqual({ status: "succeeded", error: null });
    expect(await heal(world)).toEqual(healed);
  });

  test("a listing that never ends is stopped and named", async () => {
    const { world, status, run } = await firstSyncUnder(id, [["cursor_loop"]]);
    const codes = new Set(
      (await traces(world, run.id)).slices.map(({ errorCode }) => errorCode).filter(Boolean),
    );
    expect(["failed", "partial"]).toContain(status);
    expect([...codes]).toEqual(["provider_bug.cursor_loop"]);
    expect(await heal(world)).toEqual(healed);
  });

  test.each([
    ["truncated JSON", "truncated", "provider_transient", "succeeded"],
    ["HTML", "html", "provider_bug", "failed"],
    ["bytes that are no JSON", "invalid_json", "provider_bug", "failed"],
    ["an empty body", "empty_body", "provider_", "failed"],
  ])("%s is recognised, and nothing is written from it", async (_, kind, expected, ending) => {
    const isBurst = ending === "succeeded";
    const { world, status, run } = await firstSyncUnder(id, [[kind, isBurst ? { times: 2 } : {}]]);
    expect(status).toBe(ending);
    if (!isBurst) {
      expect(run.errorCode).toMatch(new RegExp(`^${expected}`));
      expect(run.inserted).toBe(0);
    }
    expect(await heal(world)).toEqual(healed);
  });

  test.each(["duplicate_rows", "shuffled_rows", "extra_fields"])("%s change nothing", async (kind) => {
    const { world, status } = await firstSyncUnder(id, [[kind]]);
    expect(status).toBe("succeeded");
    expect(await differences(world)).toEqual([]);
  });

  test("one account denied of three leaves the others whole", async () => {
    const world = await openWorld(id, { accounts: 3 });
    const { accounts } = await world.truth(1);
    const [denied] = accounts;
    await world.provider.fault("permission", { account: denied?.externalId });
    const { status, run } = await world.sync();
    expect(status).toBe("partial");
    expect(run.errorCode).toMatch(/^permission_lost/);
    const { slices } = await traces(world, run.id);
    const failed = slices.filter((slice) => slice.status !== "done");
    expect([...new Set(failed.map((slice) => slice.accountExternalId))]).toEqual([denied?.externalId]);
    expect(new Set(slices.map((slice) => slice.accountExternalId)).size).toBe(accounts.length);
    expect(await heal(world)).toEqual(healed);
  });
});
