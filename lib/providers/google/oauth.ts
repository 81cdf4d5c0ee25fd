import type * as z from "zod";
import { type Clock, systemClock } from "@/lib/core/clock";
import { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import { parseRetryAfter } from "@/lib/http/retry-after";
import type { Grant, OAuth } from "../contract";
import { broken } from "./client";
import { readEnv } from "./env";
import { Identity, TokenAnswer, TokenRefusal } from "./schema";

const adwords = "https://www.googleapis.com/auth/adwords";
/** Besides the ads: who consents, so that a reconnect is recognised. */
const identity = ["openid", "email"];

function app(): { id: string; secret: string } {
  const { clientId, clientSecret } = readEnv();
  if (clientId && clientSecret) return { id: clientId, secret: clientSecret };
  throw failure("config_invalid", { provider: "Google Ads", detail: "app" });
}

const refusals: Record<string, "needs_reauth" | "config_invalid"> = {
  invalid_grant: "needs_reauth",
  // What an administrator or a person took away comes back with another consent.
  access_denied: "needs_reauth",
  admin_policy_enforced: "needs_reauth",
};

/** A form sent to the token host: secrets travel in the body, never in an address. */
async function send(path: string, form: Record<string, string>, clock: Clock = systemClock) {
  const response = await request({
    provider: "Google Ads",
    url: `${readEnv().tokenUrl}/${path}`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  const { status, headers, body } = response;
  const failed = { provider: "Google Ads", detail: `http_${status}` };
  if (status === 429) {
    const until = parseRetryAfter(headers["retry-after"], clock()) ?? undefined;
    throw failure("rate_limited", { ...failed, until });
  }
  if (status >= 500) throw failure("provider_transient", failed);
  const refusal = TokenRefusal.safeParse(body).data;
  if (status >= 400 && !refusal) throw failure("provider_bug", failed);
  return status >= 400 ? { refusal: refusal?.error ?? "", body: null } : { refusal: null, body };
}

async function askToken(form: Record<string, string>, clock: Clock): Promise<TokenAnswer> {
  const { id, secret } = app();
  const { refusal, body } = await send("token", { ...form, client_id: id, client_secret: secret }, clock);
  const detail = refusal?.replace(/\W+/g, "_").slice(0, 40);
  if (refusal !== null)
    throw failure(refusals[refusal] ?? "config_invalid", { provider: "Google Ads", detail });
  const answer = TokenAnswer.safeParse(body);
  if (!answer.success) throw broken("token_answer");
  return answer.data;
}

/** What the id token says; it came from Google itself over TLS, so its signature need not be checked (OpenID Core 3.1.3.7). */
function readIdentity(idToken: string | undefined): z.infer<typeof Identity> | null {
  const [, claims] = (idToken ?? "").split(".");
  if (!claims) return null;
  try {
    return Identity.safeParse(JSON.parse(Buffer.from(claims, "base64url").toString("utf8"))).data ?? null;
  } catch {
    // Not JSON: as if there were none.
    return null;
  }
}

function toGrant(answer: TokenAnswer, refreshToken: Secret | null, now: Date): Grant {
  const person = readIdentity(answer.id_token);
  return {
    accessToken: new Secret(answer.access_token),
    refreshToken: answer.refresh_token ? new Secret(answer.refresh_token) : refreshToken,
    expiresAt: new Date(now.getTime() + answer.expires_in * 1_000),
    externalUserId: person?.sub ?? "",
    name: person?.email ?? "Google account",
    scopes: (answer.scope ?? "").split(" ").filter(Boolean),
  };
}

export const oauth: OAuth = {
  scopes: [adwords],

  consentUrl({ state, redirectUri, challenge }) {
    const url = new URL(`${readEnv().consentUrl}/o/oauth2/v2/auth`);
    const params = {
      client_id: app().id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: [...identity, adwords].join(" "),
      state,
      // A refresh token only comes with both.
      access_type: "offline",
      prompt: "consent",
      ...(challenge && { code_challenge: challenge, code_challenge_method: "S256" }),
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  },

  async exchange({ code, redirectUri, verifier, clock }) {
    const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
    const answer = await askToken({ ...form, ...(verifier && { code_verifier: verifier }) }, clock);
    const grant = toGrant(answer, null, clock());
    // The consent page lets people untick scopes.
    if (!grant.scopes.includes(adwords))
      throw failure("needs_reauth", { provider: "Google Ads", detail: "scope" });
    if (!grant.refreshToken) throw failure("needs_reauth", { provider: "Google Ads", detail: "offline" });
    if (!grant.externalUserId) throw broken("id_token");
    return grant;
  },

  async refresh({ refreshToken, clock }) {
    if (!refreshToken) throw failure("needs_reauth", { provider: "Google Ads", detail: "no_refresh_token" });
    const form = { grant_type: "refresh_token", refresh_token: refreshToken.reveal() };
    return toGrant(await askToken(form, clock), refreshToken, clock());
  },

  /** Taking back an access token takes back its refresh token too; one that has expired already is refused. */
  async revoke({ accessToken }) {
    const { refusal } = await send("revoke", { token: accessToken.reveal() });
    if (refusal !== null && refusal !== "invalid_token")
      throw failure("provider_bug", { provider: "Google Ads", detail: "revoke" });
  },
};
