import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { earlierChoice } from "@/lib/connections/earlier-choice";
import { readToken, withSeller } from "@/lib/providers/amazon/account";
import { createBareConnection } from "../support/bare-connection";
import { allow, amazon, connect, contextOf, redirectUri, startWorld, type World } from "./amazon-world";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const exchange = (answered: Record<string, string>) =>
  amazon.oauth.exchange({
    code: answered.spapi_oauth_code ?? "",
    redirectUri,
    verifier: "unused",
    clock: world.clock,
    answered,
  });

describe("consent", () => {
  test.each([
    ["US", "https://sellercentral.amazon.com"],
    ["CA", "https://sellercentral.amazon.ca"],
    ["MX", "https://sellercentral.amazon.com.mx"],
    ["BR", "https://sellercentral.amazon.com.br"],
    ["GB", "https://sellercentral-europe.amazon.com"],
    ["DE", "https://sellercentral-europe.amazon.com"],
    ["IE", "https://sellercentral.amazon.ie"],
    ["NL", "https://sellercentral.amazon.nl"],
    ["BE", "https://sellercentral.amazon.com.be"],
    ["TR", "https://sellercentral.amazon.com.tr"],
    ["EG", "https://sellercentral.amazon.eg"],
    ["SA", "https://sellercentral.amazon.sa"],
    ["AE", "https://sellercentral.amazon.ae"],
    ["ZA", "https://sellercentral.amazon.co.za"],
    ["IN", "https://sellercentral.amazon.in"],
    ["JP", "https://sellercentral.amazon.co.jp"],
    ["AU", "https://sellercentral.amazon.com.au"],
    ["SG", "https://sellercentral.amazon.sg"],
    ["elsewhere", "https://sellercentral.amazon.com"],
  ])("of a seller in %s is given at %s", (choice, origin) => {
    const own = process.env.AMAZON_CONSENT_BASE_URL;
    delete process.env.AMAZON_CONSENT_BASE_URL;
    const url = new URL(amazon.oauth.consentUrl({ state: "s", redirectUri, challenge: "", choice }));
    process.env.AMAZON_CONSENT_BASE_URL = own;
    expect(url.origin).toBe(origin);
    expect(url.pathname).toBe("/apps/authorize/consent");
    expect(url.searchParams.get("state")).toBe("s");
    expect(url.searchParams.has("client_secret")).toBe(false);
  });

  test("the countries to choose from are those of all marketplaces, the United States first", () => {
    const names = amazon.oauth.choices?.map(({ name }) => name) ?? [];
    expect(names[0]).toBe("United States");
    expect(new Set(names).size).toBe(23);
    expect(names).toContain("South Africa");
  });

  test("consent that is renewed is given where it was given before, not in the United States", async () => {
    const { viewer, connectionId } = await createBareConnection(["A1SELLER:A1F83G8C2ARO7P"]);
    expect(await earlierChoice(viewer, amazon, connectionId)).toBe("GB");
    const both = await createBareConnection(["A2SELLER:A1AM78C64UM0Y8", "A2SELLER:ATVPDKIKX0DER"]);
    expect(await earlierChoice(both.viewer, amazon, both.connectionId)).toBe("US");
    expect(await earlierChoice(viewer, amazon, both.connectionId)).toBeUndefined();
  });

  test("a draft application is authorised as one", () => {
    process.env.AMAZON_DRAFT_APP = "true";
    expect(amazon.oauth.consentUrl({ state: "s", redirectUri, challenge: "" })).toContain("version=beta");
    delete process.env.AMAZON_DRAFT_APP;
  });

  test("the callback brings the state, the seller and a code of its own name", async () => {
    const back = await allow("state-7");
    expect(back.searchParams.get("state")).toBe("state-7");
    expect(back.searchParams.get("selling_partner_id")).toMatch(/^A[A-Z0-9]+$/);
    expect(back.searchParams.get(amazon.oauth.codeParameter ?? "")).toBeTruthy();
  });

  test("a seller who says no brings no code", async () => {
    const back = await allow("s", "deny");
    expect(back.searchParams.get("spapi_oauth_code")).toBeNull();
  });
});

describe("tokens", () => {
  test("a code becomes an access token of an hour and a refresh token, both knowing their seller", async () => {
    const grant = await connect(world);
    expect(grant.expiresAt?.getTime()).toBe(world.clock().getTime() + 3_600_000);
    expect(readToken(grant.accessToken).token).toMatch(/^Atza\|/);
    expect(grant.refreshToken && readToken(grant.refreshToken)).toMatchObject({
      sellerId: grant.externalUserId,
    });
    expect(JSON.stringify(grant)).not.toContain("Atz");
  });

  test("a code works once, for five minutes, and not without its seller", async () => {
    const answered = Object.fromEntries((await allow()).searchParams);
    await exchange(answered);
    await expect(exchange(answered)).rejects.toMatchObject({ code: "needs_reauth.grant" });
    const late = Object.fromEntries((await allow()).searchParams);
    await world.advance(301);
    await expect(exchange(late)).rejects.toMatchObject({ code: "needs_reauth.grant" });
    const nameless = { spapi_oauth_code: late.spapi_oauth_code ?? "" };
    await expect(exchange(nameless)).rejects.toMatchObject({ code: "provider_bug.seller" });
  });

  test("a refresh gives another access token and keeps the refresh token", async () => {
    const grant = await connect(world);
    await world.advance(3_000);
    const renewed = await amazon.oauth.refresh?.({ ...grant, clock: world.clock });
    expect(renewed?.accessToken.reveal()).not.toBe(grant.accessToken.reveal());
    expect(renewed?.refreshToken?.reveal()).toBe(grant.refreshToken?.reveal());
    expect(renewed?.externalUserId).toBe(grant.externalUserId);
  });

  test("an expired token is renewed once and the call repeated", async () => {
    const context = await contextOf(world);
    const { refreshToken } = await connect(world);
    await world.advance(3_700);
    let renewals = 0;
    context.renew = async () => {
      renewals += 1;
      const grant = await amazon.oauth.refresh?.({
        accessToken: context.accessToken,
        refreshToken,
        clock: world.clock,
      });
      return grant?.accessToken ?? context.accessToken;
    };
    expect((await amazon.listAccounts(context)).length).toBe(1);
    expect(renewals).toBe(1);
  });

  test("once the seller removes the application, neither token works and only he can help", async () => {
    const grant = await connect(world);
    await world.control("POST", "remove");
    await expect(amazon.listAccounts(await contextOf(world, grant.accessToken))).rejects.toMatchObject({
      code: "needs_reauth.expired",
    });
    await expect(amazon.oauth.refresh?.({ ...grant, clock: world.clock })).rejects.toMatchObject({
      code: "needs_reauth.grant",
    });
  });

  test("a wrong client secret is ours to mend", async () => {
    const grant = await connect(world);
    const own = process.env.AMAZON_CLIENT_SECRET;
    process.env.AMAZON_CLIENT_SECRET = "wrong";
    await expect(amazon.oauth.refresh?.({ ...grant, clock: world.clock })).rejects.toMatchObject({
      code: "config_invalid.client",
    });
    process.env.AMAZON_CLIENT_SECRET = own;
  });

  test("a token of nobody is refused before anything is sent", async () => {
    const context = await contextOf(world, withSeller("", "Atza|x"));
    await expect(amazon.listAccounts(context)).rejects.toMatchObject({ code: "needs_reauth.token" });
  });
});
