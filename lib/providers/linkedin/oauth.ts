import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@/lib/core/clock";
import { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import type { Grant, OAuth } from "../contract";
import { headersOf, isFailure, toRequest } from "./client";
import { readEnv } from "./env";
import { findProblem, providerName, toFailure } from "./errors";
import { pageSize } from "./limits";
import { classifyOAuthError } from "./oauth-errors";
import { AccountUser, Listing, TokenAnswer } from "./schema";
import { idIn } from "./urn";

function app(): { id: string; secret: string } {
  const { clientId, clientSecret } = readEnv();
  if (clientId && clientSecret) return { id: clientId, secret: clientSecret };
  throw failure("config_invalid", { provider: providerName, detail: "app" });
}

/** A question to LinkedIn's login, with the app's credentials in its form. */
async function post(path: string, form: Record<string, string>) {
  const { id, secret } = app();
  return request({
    provider: providerName,
    url: `${readEnv().oauthUrl}/oauth/v2/${path}`,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...form, client_id: id, client_secret: secret }).toString(),
  });
}

type Tokens = Pick<Grant, "accessToken" | "refreshToken" | "expiresAt" | "refreshExpiresAt" | "scopes">;

/** 60 days, and 365 days from the first consent: refreshing does not start the year again. */
const usualLifeSeconds = 5_184_000;
const inSeconds = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000);

async function mint(form: Record<string, string>, clock: Clock): Promise<Tokens> {
  const { status, headers, body } = await post("accessToken", form);
  const problem = classifyOAuthError(status, body, form.grant_type ?? "");
  if (problem) throw toFailure(problem.problem, problem.until(headers, clock()));
  const answer = TokenAnswer.safeParse(body);
  if (!answer.success) throw failure("provider_bug", { provider: providerName, detail: "token_answer" });
  const { access_token, expires_in, refresh_token, refresh_token_expires_in, scope } = answer.data;
  const now = clock();
  return {
    accessToken: new Secret(access_token),
    refreshToken: refresh_token ? new Secret(refresh_token) : null,
    expiresAt: inSeconds(now, expires_in || usualLifeSeconds),
    refreshExpiresAt:
      refresh_token && refresh_token_expires_in ? inSeconds(now, refresh_token_expires_in) : null,
    scopes: scope?.split(/[\s,]+/).filter(Boolean) ?? readEnv().scopes,
  };
}

/** The member behind a token: LinkedIn names members only beside the accounts they may use. */
async function findMember(token: Secret): Promise<string> {
  const query = { q: "authenticatedUser", start: 0, count: pageSize.users };
  const wire = toRequest({ path: "adAccountUsers", query });
  const headers = { ...headersOf(token), ...wire.headers };
  const { status, body } = await request({ provider: providerName, ...wire, headers });
  const problem = findProblem(status, body);
  if (problem) throw toFailure(problem);
  const listing = Listing.safeParse(body);
  if (!listing.success) throw failure("provider_bug", { provider: providerName, detail: "envelope" });
  const users = listing.data.elements.map((element) => AccountUser.safeParse(element).data?.user);
  const person = users.find((user) => user !== undefined);
  if (!person) throw failure("permission_lost", { provider: providerName, detail: "no_ad_account" });
  return idIn(person, "person") ?? person;
}

/** A new token may be refused for some seconds after it was made. */
const patienceMs = [1_000, 3_000];

/** Who the token belongs to. Only returns once LinkedIn takes the token, so that a sync may start with it at once. */
async function describe(tokens: Tokens): Promise<Grant> {
  for (const wait of [...patienceMs, null]) {
    try {
      const member = await findMember(tokens.accessToken);
      return { ...tokens, externalUserId: member, name: `Member ${member}` };
    } catch (error) {
      if (!isFailure(error, "needs_reauth.token", "needs_reauth.expired")) throw error;
      if (wait === null)
        throw failure("provider_transient", { provider: providerName, detail: "fresh_token", cause: error });
      await sleep(wait);
    }
  }
  throw failure("provider_transient", { provider: providerName, detail: "fresh_token" });
}

export const oauth: OAuth = {
  consentUrl({ state, redirectUri }) {
    const { oauthUrl, scopes } = readEnv();
    const url = new URL(`${oauthUrl}/oauth/v2/authorization`);
    const params = { response_type: "code", client_id: app().id, redirect_uri: redirectUri, state };
    for (const [name, value] of Object.entries({ ...params, scope: scopes.join(" ") }))
      url.searchParams.set(name, value);
    return url.href;
  },

  async exchange({ code, redirectUri, clock }) {
    return describe(await mint({ grant_type: "authorization_code", code, redirect_uri: redirectUri }, clock));
  },

  async refresh({ refreshToken, clock }) {
    if (!refreshToken) throw failure("needs_reauth", { provider: providerName, detail: "no_refresh_token" });
    const form = { grant_type: "refresh_token", refresh_token: refreshToken.reveal() };
    const tokens = await mint(form, clock);
    return describe({ ...tokens, refreshToken: tokens.refreshToken ?? refreshToken });
  },

  async revoke({ accessToken }) {
    const { status, headers, body } = await post("revoke", { token: accessToken.reveal() });
    const problem = classifyOAuthError(status, body, "revoke");
    if (problem && problem.problem.kind !== "needs_reauth")
      throw toFailure(problem.problem, problem.until(headers, new Date()));
  },
};
