import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Secret } from "@/lib/core/secret";
import type { Grant } from "@/lib/providers/contract";
import { allow, connect, contextOf, meta, redirectUri, startWorld, type World } from "./meta-world";

const stateFile = join(mkdtempSync(join(tmpdir(), "meta-")), "state.json");
let world: World;
beforeAll(async () => {
  world = await startWorld({ stateFile });
});
beforeEach(() => world.enter());
afterAll(() => world.stop());

const clock = () => new Date("2026-11-21T10:17:00Z");
const codeOf = (pending: Promise<unknown>) => pending.catch((error) => error.code);

test("the consent page says what it is and offers both answers", async () => {
  const url = meta.oauth.consentUrl({ state: '"><script>', redirectUri, challenge: "c" });
  const response = await fetch(url);
  const page = await response.text();
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(page).toContain("This is a simulator");
  expect(page).toMatch(/value="allow">Allow<\/button>.*value="deny">Deny<\/button>/s);
  expect(page).not.toContain('"><script>');
});

test("allowing brings back a code and the state; the code becomes a 60-day grant", async () => {
  const back = await allow("state-7");
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
  expect(back.searchParams.get("state")).toBe("state-7");
  const code = back.searchParams.get("code") ?? "";
  const grant = await meta.oauth.exchange({ code, redirectUri, verifier: "v", clock });
  expect(grant).toMatchObject({
    name: "Robin Sandbox",
    refreshToken: null,
    scopes: ["ads_read", "business_management"],
  });
  expect(grant.expiresAt?.getTime()).toBe(clock().getTime() + 5_183_944_000);
  expect(grant.accessToken.reveal()).toMatch(/^EAA/);
  expect(JSON.stringify(grant)).not.toContain(grant.accessToken.reveal());
  expect(await codeOf(meta.oauth.exchange({ code, redirectUri, verifier: "v", clock }))).toBe(
    "needs_reauth.code",
  );
});

test("denying brings back access_denied and no code", async () => {
  const back = await allow("state-8", "deny");
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.has("code")).toBe(false);
});

test("a code for another redirect address is refused", async () => {
  const code = (await allow()).searchParams.get("code") ?? "";
  const stolen = meta.oauth.exchange({ code, redirectUri: "https://evil.example/", verifier: "v", clock });
  expect(await codeOf(stolen)).toBe("config_invalid.code_100");
});

test("a token that still works is prolonged; an expired one is not", async () => {
  const grant = await connect(world);
  const again = await meta.oauth.refresh?.({ accessToken: grant.accessToken, refreshToken: null, clock });
  expect(again?.externalUserId).toBe(grant.externalUserId);
  await world.control("POST", "advance", { seconds: 61 * 86_400 });
  expect(await codeOf(meta.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.expired",
  );
  const late = meta.oauth.refresh?.({ accessToken: grant.accessToken, refreshToken: null, clock });
  expect(await codeOf(Promise.resolve(late))).toBe("needs_reauth.expired");
});

test("prolonging a token does not prolong the 90 days from the consent; then only a person can go on", async () => {
  const days = (from: Date, count: number) => new Date(from.getTime() + count * 86_400_000);
  const consented = await world.now();
  const prolong = async ({ accessToken }: Pick<Grant, "accessToken">) => {
    const now = await world.now();
    return meta.oauth.refresh?.({ accessToken, refreshToken: null, clock: () => now });
  };
  const ends = days(consented, 90);
  ends.setMilliseconds(0);
  const grant = await connect(world);
  expect(grant.refreshExpiresAt).toEqual(ends);
  await world.control("POST", "advance", { seconds: 50 * 86_400 });
  const later = await prolong(grant);
  expect([later?.refreshExpiresAt, (later?.expiresAt ?? ends) > ends]).toEqual([ends, true]);
  await world.control("POST", "advance", { seconds: 40 * 86_400 });
  const read = async () => codeOf(meta.listAccounts(await contextOf(world, later?.accessToken)));
  expect(await read()).toBe("needs_reauth.data_access");
  expect(await codeOf(prolong(later ?? grant))).toBe("needs_reauth.data_access");
  expect((await connect(world)).refreshExpiresAt?.getTime()).toBe(days(ends, 90).getTime());
});

test("tokens survive a restart of the simulator; revoking ends them and may be repeated", async () => {
  const grant = await connect(world);
  const { stop } = world;
  world = await startWorld({ stateFile, at: (await world.now()).toISOString() });
  await stop();
  expect((await meta.listAccounts(await contextOf(world, grant.accessToken))).length).toBe(3);
  await meta.oauth.revoke(grant);
  await meta.oauth.revoke(grant);
  expect(await codeOf(meta.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.app_removed",
  );
  expect((await meta.listAccounts(await contextOf(world))).length).toBe(3);
});

test("a made-up token and a wrong proof are refused", async () => {
  expect(await codeOf(meta.listAccounts(await contextOf(world, new Secret("EAAmadeup"))))).toBe(
    "needs_reauth.token",
  );
  const { accessToken } = await connect(world);
  process.env.META_APP_SECRET = "another secret";
  expect(await codeOf(meta.listAccounts(await contextOf(world, accessToken)))).toBe(
    "config_invalid.code_100",
  );
});

test.each([
  ["META_APP_SECRET", "another secret"],
  ["META_APP_ID", "1"],
])("a wrong %s is ours to set right, not Meta's passing trouble", async (name, value) => {
  const { accessToken } = await connect(world);
  const code = (await allow()).searchParams.get("code") ?? "";
  process.env[name] = value;
  const codes = [
    await codeOf(meta.oauth.exchange({ code, redirectUri, verifier: "v", clock })),
    await codeOf(Promise.resolve(meta.oauth.refresh?.({ accessToken, refreshToken: null, clock }))),
  ];
  world.enter();
  expect(codes).toEqual(["config_invalid.app", "config_invalid.app"]);
});

test("a token answer without a token is a failure, not a grant", async () => {
  const code = (await allow()).searchParams.get("code") ?? "";
  await world.fault("answer", {
    route: "*oauth/access_token",
    times: 1,
    params: { body: { token_type: "bearer" } },
  });
  expect(await codeOf(meta.oauth.exchange({ code, redirectUri, verifier: "v", clock }))).toBe(
    "provider_bug.token_answer",
  );
});
