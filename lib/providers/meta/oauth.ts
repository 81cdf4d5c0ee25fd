import type * as z from "zod";
import { Secret } from "@/lib/core/secret";
import { failure } from "@/lib/domain/failure";
import { request } from "@/lib/http/request";
import type { Grant, OAuth } from "../contract";
import { credentials, graphUrl, type Params } from "./client";
import { readEnv } from "./env";
import { findProblem, toFailure } from "./errors";
import { Me, TokenAnswer, TokenInspection } from "./schema";

const scopes = ["ads_read", "business_management"];

function app(): { id: string; secret: string } {
  const { appId, appSecret } = readEnv();
  if (appId && appSecret) return { id: appId, secret: appSecret };
  throw failure("config_invalid", { provider: "Meta", detail: "app" });
}

type Call<S> = { path: string; params: Params; schema: S; headers?: Record<string, string> };

async function call<S extends z.ZodType>({ path, params, schema, headers }: Call<S>): Promise<z.output<S>> {
  const { status, body } = await request({ provider: "Meta", url: graphUrl(path, params), headers });
  const problem = findProblem(status, body);
  if (problem) throw toFailure(problem);
  const answer = schema.safeParse(body);
  if (!answer.success) throw failure("provider_bug", { provider: "Meta", detail: "token_answer" });
  return answer.data;
}

/** The 60-day token for a token that still works; the only way to prolong access, there is no refresh token. */
async function prolong(token: Secret, now: Date): Promise<Pick<Grant, "accessToken" | "expiresAt">> {
  const { id, secret } = app();
  const params = {
    grant_type: "fb_exchange_token",
    client_id: id,
    client_secret: secret,
    fb_exchange_token: token.reveal(),
  };
  const answer = await call({ path: "oauth/access_token", params, schema: TokenAnswer });
  const expiresAt = answer.expires_in ? new Date(now.getTime() + answer.expires_in * 1_000) : null;
  return { accessToken: new Secret(answer.access_token), expiresAt };
}

/** Unix seconds; 0 means never. */
const momentOf = (seconds: number | undefined) => (seconds ? new Date(seconds * 1_000) : null);

/**
 * Who the token belongs to and what it may do. Its data can be read for 90 days from the person's consent, however
 * often the token is prolonged: https://developers.facebook.com/documentation/facebook-login/auth-vs-data
 */
async function describe(token: Pick<Grant, "accessToken" | "expiresAt">): Promise<Grant> {
  const { id, secret } = app();
  const proof = credentials(token.accessToken);
  const me = await call({
    path: "me",
    params: { fields: "id,name", ...proof.params },
    headers: proof.headers,
    schema: Me,
  });
  const inspect = { input_token: token.accessToken.reveal(), access_token: `${id}|${secret}` };
  const { data } = await call({ path: "debug_token", params: inspect, schema: TokenInspection });
  if (!data.is_valid) throw failure("needs_reauth", { provider: "Meta", detail: "token" });
  return {
    accessToken: token.accessToken,
    refreshToken: null,
    expiresAt: token.expiresAt ?? momentOf(data.expires_at),
    refreshExpiresAt: momentOf(data.data_access_expires_at),
    externalUserId: me.id,
    name: me.name || me.id,
    scopes: data.scopes,
  };
}

export const oauth: OAuth = {
  scopes,

  consentUrl({ state, redirectUri }) {
    const { dialogUrl, version } = readEnv();
    const url = new URL(`${dialogUrl}/${version}/dialog/oauth`);
    const params = {
      client_id: app().id,
      redirect_uri: redirectUri,
      state,
      response_type: "code",
      scope: scopes.join(","),
    };
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return url.href;
  },

  async exchange({ code, redirectUri, clock }) {
    const { id, secret } = app();
    const params = { client_id: id, client_secret: secret, redirect_uri: redirectUri, code };
    const short = await call({ path: "oauth/access_token", params, schema: TokenAnswer });
    return describe(await prolong(new Secret(short.access_token), clock()));
  },

  async refresh({ accessToken, clock }) {
    return describe(await prolong(accessToken, clock()));
  },

  async revoke({ accessToken, externalUserId }) {
    const proof = credentials(accessToken);
    const url = graphUrl(`${externalUserId}/permissions`, proof.params);
    const { status, body } = await request({
      provider: "Meta",
      url,
      method: "DELETE",
      headers: proof.headers,
    });
    const problem = findProblem(status, body);
    if (problem && problem.kind !== "needs_reauth") throw toFailure(problem);
  },
};
