import { afterEach, beforeEach, expect, test } from "vitest";
import { Secret } from "@/lib/core/secret";
import { allow, connect, contextOf, linkedin, redirectUri, startWorld, type World } from "./linkedin-world";

let world: World;
beforeEach(async () => {
  // A year later the usual version is still answered.
  world = await startWorld({ at: "2026-06-10T10:17:00Z" });
});
afterEach(() => world.stop());

const day = 86_400;
const codeOf = (pending: Promise<unknown> | undefined) => pending?.catch((error) => error.code);
const refresh = (grant: { accessToken: Secret; refreshToken: Secret | null }) =>
  linkedin.oauth.refresh?.({ ...grant, clock: world.clock });

test("the consent page says what it is, lists the accounts and offers both answers", async () => {
  const url = linkedin.oauth.consentUrl({ state: '"><script>', redirectUri, challenge: "c" });
  expect(new URL(url).searchParams.get("scope")).toBe("r_ads r_ads_reporting r_organization_social");
  const page = await (await fetch(url)).text();
  expect(page).toContain("This is a simulator of LinkedIn Ads");
  expect(page).toMatch(/value="allow">Allow<\/button>.*value="deny">Deny<\/button>/s);
  expect(page).not.toContain('"><script>');
});

test("allowing becomes a grant of 60 days that can be renewed for 365", async () => {
  const back = await allow("state-7");
  expect([`${back.origin}${back.pathname}`, back.searchParams.get("state")]).toEqual([
    redirectUri,
    "state-7",
  ]);
  const code = back.searchParams.get("code") ?? "";
  const grant = await linkedin.oauth.exchange({ code, redirectUri, verifier: "v", clock: world.clock });
  const inDays = (days: number) => world.clock().getTime() + days * day * 1_000;
  expect(grant).toMatchObject({ scopes: ["r_ads", "r_ads_reporting", "r_organization_social"] });
  expect(grant.externalUserId).toMatch(/^sb\d+$/);
  expect([grant.expiresAt?.getTime(), grant.refreshExpiresAt?.getTime()]).toEqual([inDays(60), inDays(365)]);
  expect(JSON.stringify(grant)).not.toContain(grant.accessToken.reveal());
  const again = linkedin.oauth.exchange({ code, redirectUri, verifier: "v", clock: world.clock });
  expect(await codeOf(again)).toBe("needs_reauth.code");
});

test("denying brings back user_cancelled_authorize and no code", async () => {
  const back = await allow("state-8", "deny");
  expect(back.searchParams.get("error")).toBe("user_cancelled_authorize");
  expect(back.searchParams.has("code")).toBe(false);
});

test("a code for another redirect address is refused", async () => {
  const code = (await allow()).searchParams.get("code") ?? "";
  const elsewhere = { code, redirectUri: "https://evil.example/", verifier: "v", clock: world.clock };
  expect(await codeOf(linkedin.oauth.exchange(elsewhere))).toBe("needs_reauth.code");
});

test("renewing gives 60 new days and never a new year; in the last 60 days both end together", async () => {
  const grant = await connect(world);
  await world.advance(59 * day);
  const second = await refresh(grant);
  expect(second?.externalUserId).toBe(grant.externalUserId);
  expect(second?.refreshExpiresAt).toEqual(grant.refreshExpiresAt);
  expect(second?.expiresAt?.getTime()).toBe(world.clock().getTime() + 60 * day * 1_000);
  await world.advance(275 * day);
  expect((await refresh(grant))?.expiresAt).toEqual(grant.refreshExpiresAt);
  await world.advance(31 * day);
  expect(await codeOf(refresh(grant))).toBe("needs_reauth.refresh_token");
});

test("without refresh tokens a grant ends after 60 days and only a person renews it", async () => {
  await world.control("POST", "limits", { issuesRefreshTokens: false });
  const grant = await connect(world);
  expect([grant.refreshToken, grant.refreshExpiresAt]).toEqual([null, null]);
  expect(await codeOf(refresh(grant))).toBe("needs_reauth.no_refresh_token");
  await world.advance(61 * day);
  expect(await codeOf(linkedin.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.expired",
  );
});

test("a token that is refused for some seconds after it was made is waited for", async () => {
  await world.fault("invalid_token", { route: "*adAccountUsers", times: 1 });
  expect((await connect(world)).externalUserId).toMatch(/^sb/);
});

test("a token LinkedIn refuses before its time is renewed once where that is possible", async () => {
  const grant = await connect(world);
  const context = await contextOf(world, grant.accessToken);
  await world.fault("expired", { route: "*adAccounts", times: 1 });
  const renewed: string[] = [];
  const renew = async () => {
    const fresh = (await refresh(grant))?.accessToken ?? grant.accessToken;
    renewed.push(fresh.reveal());
    return fresh;
  };
  expect((await linkedin.listAccounts({ ...context, renew })).length).toBe(3);
  expect(renewed.length).toBe(1);
  await world.fault("revoked", { route: "*adAccounts" });
  expect(await codeOf(linkedin.listAccounts({ ...context, renew }))).toBe("needs_reauth.revoked");
  expect(renewed.length).toBe(1);
});

test("revoking ends every token of the consent and may be repeated; a new consent works", async () => {
  const grant = await connect(world);
  await linkedin.oauth.revoke(grant);
  await linkedin.oauth.revoke(grant);
  expect(await codeOf(linkedin.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.revoked",
  );
  expect(await codeOf(refresh(grant))).toBe("needs_reauth.refresh_token");
  expect((await linkedin.listAccounts(await contextOf(world))).length).toBe(3);
});

test("introspection tells an active token from a revoked and an expired one", async () => {
  const grant = await connect(world);
  const ask = async () => {
    const body = new URLSearchParams({
      client_id: process.env.LINKEDIN_CLIENT_ID ?? "",
      client_secret: process.env.LINKEDIN_CLIENT_SECRET ?? "",
      token: grant.accessToken.reveal(),
    });
    return (await fetch(`${world.url}/oauth/v2/introspectToken`, { method: "POST", body })).json();
  };
  expect(await ask()).toMatchObject({ active: true, status: "active", auth_type: "3L" });
  await world.advance(60 * day);
  expect(await ask()).toMatchObject({ active: false, status: "expired" });
  await linkedin.oauth.revoke(grant);
  expect(await ask()).toMatchObject({ active: false, status: "revoked" });
});

test("a wrong secret is ours to mend, a made-up token is refused, an answer without a token is no grant", async () => {
  expect(await codeOf(linkedin.listAccounts(await contextOf(world, new Secret("AQmadeup"))))).toBe(
    "needs_reauth.token",
  );
  const code = (await allow()).searchParams.get("code") ?? "";
  const exchange = () => linkedin.oauth.exchange({ code, redirectUri, verifier: "v", clock: world.clock });
  await world.fault("answer", { route: "*accessToken", times: 1, params: { body: { expires_in: 1 } } });
  expect(await codeOf(exchange())).toBe("provider_bug.token_answer");
  process.env.LINKEDIN_CLIENT_SECRET = "another secret";
  expect(await codeOf(exchange())).toBe("config_invalid.app");
});

test("a busy login is waited for as long as it says", async () => {
  const body = { error: "too_many_requests", error_description: "" };
  await world.fault("answer", {
    route: "*accessToken",
    times: 1,
    params: { status: 429, headers: { "retry-after": "90" }, body },
  });
  const failed = await connect(world).catch((error) => error);
  expect([failed.code, failed.until?.getTime()]).toEqual([
    "rate_limited.login",
    world.clock().getTime() + 90_000,
  ]);
});
