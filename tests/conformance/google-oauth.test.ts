import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Secret } from "@/lib/core/secret";
import {
  allow,
  codeOf,
  connect,
  contextOf,
  google,
  moments,
  redirectUri,
  startWorld,
  verifier,
  type World,
} from "./google-world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ seed: "oauth" });
});
beforeEach(async () => {
  await world.control("POST", "reset");
  await world.control("POST", "freeze", { frozen: true, at: moments.autumn });
});
afterAll(() => world.stop());

const exchange = async (more: Record<string, string> = {}) => {
  const code = (await allow()).searchParams.get("code") ?? "";
  return google.oauth.exchange({ code, redirectUri, verifier, clock: world.clock, ...more });
};
const refresh = (refreshToken: Secret | null) =>
  google.oauth.refresh?.({ accessToken: new Secret("ya29.old"), refreshToken, clock: world.clock }) ??
  Promise.reject(new Error("no refresh"));

test("the consent page asks for offline access with a challenge, and says that it is a simulator", async () => {
  const url = new URL(google.oauth.consentUrl({ state: '"><script>', redirectUri, challenge: "c" }));
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ access_type: "offline", prompt: "consent", response_type: "code" },
    ...{ code_challenge: "c", code_challenge_method: "S256" },
    scope: "openid email https://www.googleapis.com/auth/adwords",
  });
  const page = await (await fetch(url)).text();
  expect(page).toContain("This is a simulator of Google Ads");
  expect(page).toMatch(/value="allow">Allow<\/button>.*value="deny">Deny<\/button>/s);
  expect(page).not.toContain('"><script>');
});

test("allowing brings back a code and the state; the code becomes a grant of an hour that can be renewed", async () => {
  const back = await allow("state-7");
  expect(back.searchParams.get("state")).toBe("state-7");
  const code = back.searchParams.get("code") ?? "";
  const grant = await google.oauth.exchange({ code, redirectUri, verifier, clock: world.clock });
  expect(grant.scopes).toContain("https://www.googleapis.com/auth/adwords");
  expect(grant.name).toBe("robin@sandbox.example");
  expect(grant.externalUserId).toMatch(/^\d{10}$/);
  expect(grant.expiresAt?.getTime()).toBe(world.clock().getTime() + 3_599_000);
  expect(grant.accessToken.reveal()).toMatch(/^ya29\./);
  expect(grant.refreshToken?.reveal()).toMatch(/^1\/\//);
  expect(JSON.stringify(grant)).not.toContain(grant.accessToken.reveal());
  const again = google.oauth.exchange({ code, redirectUri, verifier, clock: world.clock });
  expect(await codeOf(again)).toBe("needs_reauth.invalid_grant");
});

test("a code is worth nothing with another verifier or for another address", async () => {
  expect(await codeOf(exchange({ verifier: "another" }))).toBe("needs_reauth.invalid_grant");
  expect(await codeOf(exchange({ redirectUri: "https://evil.example/" }))).toBe(
    "config_invalid.redirect_uri_mismatch",
  );
});

test("denying brings back access_denied and no code", async () => {
  const back = await allow("state-8", "deny");
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.has("code")).toBe(false);
});

test("a consent from which the ads were unticked is no grant", async () => {
  const code = (await allow("s", "allow", "openid email")).searchParams.get("code") ?? "";
  const pending = google.oauth.exchange({ code, redirectUri, verifier, clock: world.clock });
  expect(await codeOf(pending)).toBe("needs_reauth.scope");
});

test("an expired access token is renewed with the refresh token, which stays", async () => {
  const grant = await connect(world);
  await world.advance(3_600);
  expect(await codeOf(google.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.oauth_token_expired",
  );
  const renewed = await refresh(grant.refreshToken);
  expect(renewed.refreshToken?.reveal()).toBe(grant.refreshToken?.reveal());
  expect((await google.listAccounts(await contextOf(world, renewed.accessToken))).length).toBe(3);
});

test("a call whose token is called expired goes on with another one", async () => {
  const grant = await connect(world);
  await world.advance(3_600);
  const context = await contextOf(world, grant.accessToken);
  let renewals = 0;
  const renew = async () => {
    renewals += 1;
    return (await refresh(grant.refreshToken)).accessToken;
  };
  expect((await google.listAccounts({ ...context, renew })).length).toBe(3);
  expect(renewals).toBe(1);
});

test.each(["OAUTH_TOKEN_EXPIRED", "OAUTH_TOKEN_INVALID", "GOOGLE_ACCOUNT_COOKIE_INVALID"])(
  "a token that Google calls stale by %s is renewed once, and the call repeated once",
  async (code) => {
    const grant = await connect(world);
    const read = async () => {
      const context = await contextOf(world, grant.accessToken);
      let renewals = 0;
      const renew = async () => {
        renewals += 1;
        return (await refresh(grant.refreshToken)).accessToken;
      };
      const outcome = await google.listAccounts({ ...context, renew }).then(
        (accounts) => accounts.length,
        (error) => error.code,
      );
      return [outcome, renewals];
    };
    await world.fault("expired", { route: "*customers:listAccessible*", times: 1, params: { code } });
    expect(await read()).toEqual([3, 1]);
    await world.fault("expired", { route: "*customers:listAccessible*", params: { code } });
    expect(await read()).toEqual([`needs_reauth.${code.toLowerCase()}`, 1]);
    await world.control("DELETE", "faults");
  },
);

test("revoking ends access and refresh token, and may be repeated", async () => {
  const grant = await connect(world);
  await google.oauth.revoke(grant);
  await google.oauth.revoke(grant);
  expect(await codeOf(google.listAccounts(await contextOf(world, grant.accessToken)))).toBe(
    "needs_reauth.oauth_token_revoked",
  );
  expect(await codeOf(refresh(grant.refreshToken))).toBe("needs_reauth.invalid_grant");
  expect((await google.listAccounts(await contextOf(world))).length).toBe(3);
});

test("a made-up token, a wrong secret and a grant without a refresh token are told apart", async () => {
  expect(await codeOf(google.listAccounts(await contextOf(world, new Secret("ya29.madeup"))))).toBe(
    "needs_reauth.oauth_token_invalid",
  );
  expect(await codeOf(refresh(null))).toBe("needs_reauth.no_refresh_token");
  const { GOOGLE_ADS_CLIENT_SECRET: secret } = process.env;
  process.env.GOOGLE_ADS_CLIENT_SECRET = "another secret";
  expect(await codeOf(exchange())).toBe("config_invalid.invalid_client");
  process.env.GOOGLE_ADS_CLIENT_SECRET = secret;
});

test("a door that is shut for a while is not a consent that is gone", async () => {
  const grant = await connect(world);
  await world.fault("unavailable", { on: "door", times: 1 });
  expect(await codeOf(refresh(grant.refreshToken))).toBe("provider_transient.http_503");
  await world.fault("rate_limited", { on: "door", times: 1, params: { retryAfter: "30" } });
  expect(await codeOf(refresh(grant.refreshToken))).toBe("rate_limited.http_429");
  expect((await refresh(grant.refreshToken)).accessToken.reveal()).toMatch(/^ya29\./);
});

test("no secret travels in an address", async () => {
  const grant = await connect(world);
  await google.oauth.revoke(grant);
  const calls = JSON.stringify(await world.calls());
  for (const secret of ["ya29.", "1//", "4/", "GOCSPX"]) expect(calls).not.toContain(secret);
});
