import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import type { Grant, OAuth } from "../contract";
import { countryOf, readToken, withSeller } from "./account";
import { readEnv } from "./env";
import { findLoginProblem, toFailure } from "./errors";
import { consentUrlOf, countries } from "./marketplaces";
import { TokenAnswer } from "./schema";

function app(): { id: string; secret: string } {
  const { clientId, clientSecret } = readEnv();
  if (clientId && clientSecret) return { id: clientId, secret: clientSecret };
  throw failure("config_invalid", { provider: "Amazon", detail: "app" });
}

/** Asks Login with Amazon for tokens. The secret travels in the body, never in an address. */
async function askForTokens(grant: Record<string, string>): Promise<TokenAnswer> {
  const { id, secret } = app();
  const { status, body } = await request({
    provider: "Amazon",
    url: `${readEnv().lwaUrl}/auth/o2/token`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: new URLSearchParams({ ...grant, client_id: id, client_secret: secret }).toString(),
  });
  const problem = findLoginProblem(status, body);
  if (problem) throw toFailure(problem);
  const answer = TokenAnswer.safeParse(body);
  if (!answer.success) throw failure("provider_bug", { provider: "Amazon", detail: "token_answer" });
  return answer.data;
}

function toGrant(sellerId: string, answer: TokenAnswer, refreshToken: string, now: Date): Grant {
  return {
    accessToken: withSeller(sellerId, answer.access_token),
    refreshToken: withSeller(sellerId, answer.refresh_token ?? refreshToken),
    expiresAt: new Date(now.getTime() + answer.expires_in * 1_000),
    externalUserId: sellerId,
    name: sellerId,
    // What an application may read is decided by its roles at Amazon, not by the consent.
    scopes: [],
  };
}

/** Login with Amazon. https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow */
export const oauth: OAuth = {
  choices: countries,
  choiceOf: countryOf,
  codeParameter: "spapi_oauth_code",

  consentUrl({ state, redirectUri, choice }) {
    const { applicationId, isDraft } = readEnv();
    if (!applicationId) throw failure("config_invalid", { provider: "Amazon", detail: "app" });
    const url = new URL(`${consentUrlOf(choice)}/apps/authorize/consent`);
    const params = { application_id: applicationId, state, redirect_uri: redirectUri };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    if (isDraft) url.searchParams.set("version", "beta");
    return url.href;
  },

  async exchange({ code, redirectUri, clock, answered = {} }) {
    const sellerId = answered.selling_partner_id ?? "";
    if (!/^[A-Z0-9]{6,30}$/.test(sellerId))
      throw failure("provider_bug", { provider: "Amazon", detail: "seller" });
    const now = clock();
    const answer = await askForTokens({ grant_type: "authorization_code", code, redirect_uri: redirectUri });
    if (!answer.refresh_token) throw failure("provider_bug", { provider: "Amazon", detail: "token_answer" });
    return toGrant(sellerId, answer, answer.refresh_token, now);
  },

  async refresh({ refreshToken, clock }) {
    if (!refreshToken) throw failure("needs_reauth", { provider: "Amazon", detail: "no_token" });
    const { sellerId, token } = readToken(refreshToken);
    const now = clock();
    const answer = await askForTokens({ grant_type: "refresh_token", refresh_token: token });
    return toGrant(sellerId, answer, token, now);
  },

  // Amazon has no call for it: the seller removes an application in Seller Central, and our copy of the token is shredded.
  async revoke() {},
};
