import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectionSecrets, connections } from "@/drizzle/schema";
import { getAccess } from "@/lib/connections/access";
import { refreshTokens } from "@/lib/connections/refresh-tokens";
import type { Provider } from "@/lib/providers/contract";
import { meta } from "@/lib/providers/meta";
import { simulator } from "@/lib/providers/meta/simulator";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
const day = 86_400;

beforeEach(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "tokens",
    // The cron sees every workspace: hardly another test lives in this year.
    at: "2019-06-10T15:00:00Z",
    size: { campaigns: 1, adsets: 1, ads: 1 },
  });
  await world.provider.control("DELETE", "calls");
});
afterEach(async () => {
  await world.read((tx) =>
    tx.update(connections).set({ status: "disconnected" }).where(eq(connections.id, world.connectionId)),
  );
  await world.stop();
});

const access = (provider: Provider = meta) =>
  getAccess({
    scope: { workspaceId: world.viewer.workspaceId, connectionId: world.connectionId },
    provider,
    clock: world.clock,
  });
const renewals = async () => {
  const { calls } = await world.provider.control<{ calls: { path: string }[] }>("GET", "calls");
  return calls.filter(({ path }) => path.endsWith("oauth/access_token")).length;
};
const stored = async () => {
  const [row] = await world.read((tx) =>
    tx.select().from(connectionSecrets).where(eq(connectionSecrets.connectionId, world.connectionId)),
  );
  return row as NonNullable<typeof row>;
};
const refuse = (kind: string) =>
  world.provider.control("POST", "faults", { kind, route: "GET oauth/access_token" });

test("twenty callers at once with a token about to expire renew it exactly once and all go on", async () => {
  const before = await stored();
  await world.advance(50 * day);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => access()));
  expect(tokens.every((token) => token.reveal().startsWith("EAA"))).toBe(true);
  expect(await renewals()).toBe(1);
  const after = await stored();
  expect(after.tokenVersion).toBe(before.tokenVersion + 1);
  expect(after.expiresAt?.getTime()).toBeGreaterThan(before.expiresAt?.getTime() ?? 0);
  await access();
  expect(await renewals()).toBe(1);
  expect(await world.connection()).toMatchObject({ status: "active" });
  const { status } = await world.sync();
  expect(status).toBe("succeeded");
});

test("with an expired token, callers wait for the one renewal under way", async () => {
  await world.advance(61 * day);
  let renewed = 0;
  // Meta prolongs only what still works; other vendors renew by a second token, which outlives the first.
  const byRefreshToken: Provider = {
    ...meta,
    oauth: {
      ...meta.oauth,
      refresh: async ({ accessToken, clock }) => {
        renewed += 1;
        await renewals();
        const expiresAt = new Date(clock().getTime() + 60 * day * 1_000);
        return { accessToken, expiresAt, refreshToken: null, externalUserId: "1", name: "", scopes: [] };
      },
    },
  };
  await Promise.all(Array.from({ length: 10 }, () => access(byRefreshToken)));
  expect(renewed).toBe(1);
});

test("a refused early renewal is no reason to stop while the token works, and is not repeated at every call", async () => {
  await world.advance(50 * day);
  await refuse("unavailable");
  const before = (await stored()).tokenVersion;
  for (let call = 0; call < 5; call += 1) await access();
  expect(await renewals()).toBe(1);
  await world.provider.control("DELETE", "faults");
  await world.advance(11 * 60);
  await access();
  expect((await stored()).tokenVersion).toBe(before + 1);
});

test("a process that dies between the answer and keeping it leaves the connection alive, and another takes over", async () => {
  await world.advance(50 * day);
  const dying: Provider = {
    ...meta,
    oauth: {
      ...meta.oauth,
      refresh: async (grant) => {
        await meta.oauth.refresh?.(grant);
        return new Promise(() => {});
      },
    },
  };
  void access(dying);
  await expect.poll(renewals).toBe(1);
  const before = (await stored()).tokenVersion;
  await access();
  expect(await renewals()).toBe(1);
  await world.advance(61);
  await access();
  expect(await renewals()).toBe(2);
  expect((await stored()).tokenVersion).toBe(before + 1);
});

test("where the provider took the old token back with the lost answer, the connection asks to be reconnected", async () => {
  await world.advance(50 * day);
  await refuse("revoked");
  await refreshTokens(world.clock);
  expect(await world.connection()).toMatchObject({ status: "active" });
  await world.advance(11 * day);
  expect((await refreshTokens(world.clock)).failed).toBeGreaterThanOrEqual(1);
  expect(await world.connection()).toMatchObject({
    status: "needs_reauth",
    lastSyncErrorCode: expect.stringMatching(/^needs_reauth/),
  });
  await expect(world.request()).rejects.toMatchObject({ code: "connection_not_ready" });
});

test("the cron renews what is due and leaves the rest", async () => {
  await refreshTokens(world.clock);
  expect(await renewals()).toBe(0);
  await world.advance(50 * day);
  await refreshTokens(world.clock);
  await refreshTokens(world.clock);
  expect(await renewals()).toBe(1);
});

test("renewing does not move the day on which only a person can go on", async () => {
  const ends = new Date(world.clock().getTime() + 90 * day * 1_000);
  const consentEnd = async () => (await world.connection())?.consentEndsAt;
  expect(await consentEnd()).toEqual(ends);
  await world.advance(50 * day);
  await access();
  expect([await renewals(), await consentEnd()]).toEqual([1, ends]);
});

test("a renewal tells the end of a consent where it was not known", async () => {
  const ends = new Date(world.clock().getTime() + 90 * day * 1_000);
  await world.read((tx) =>
    tx.update(connections).set({ consentEndsAt: null }).where(eq(connections.id, world.connectionId)),
  );
  await world.advance(50 * day);
  await access();
  expect((await world.connection())?.consentEndsAt).toEqual(ends);
});
