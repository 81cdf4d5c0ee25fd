import {
  type Answer,
  backTo,
  consentOf,
  consentPage,
  consentProblem,
  ok,
  type Question,
  redeemOnce,
  takeBackConsent,
  unixNow,
} from "../../simulation";
import { oauthProblem } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";
import { type Claims, issue, memberOf, read } from "./tokens";

const vendor = "LinkedIn Ads";

/** What is wrong with a consent request, in words for the page; null when it is fine. */
function flaw(params: URLSearchParams): string | null {
  if (params.get("client_id") !== sandboxApp.id) return "The application is not known.";
  if (params.get("response_type") !== "code") return "The response type must be code.";
  if (!/^https?:\/\//.test(params.get("redirect_uri") ?? "")) return "The redirect address is missing.";
  return null;
}

/** The page on which a member decides. Its form posts to the same address. */
export function showConsent(sandbox: Sandbox, { params, origin, path }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const names = ["response_type", "client_id", "redirect_uri", "state", "scope"];
  return consentPage({
    ...{ vendor, title: "Sign in with LinkedIn (simulator)", app: sandboxApp.name },
    ...{ wants: "the ads, results and posts of these accounts", person: memberOf(sandbox).name },
    ...{ accounts: sandbox.accounts(), action: `${origin}/${path}` },
    hidden: Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])),
  });
}

/** The decision: back to the app with a code, or with `user_cancelled_authorize`. */
export function decide(sandbox: Sandbox, { params }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const redirectUri = params.get("redirect_uri") ?? "";
  const state = params.get("state") ?? "";
  if (params.get("decision") !== "allow") {
    const error_description = "The user cancelled the authorization";
    return backTo(redirectUri, { state, error: "user_cancelled_authorize", error_description });
  }
  const scopes = (params.get("scope") ?? "").split(/[,\s]+/).filter(Boolean);
  const member = memberOf(sandbox).id;
  return backTo(redirectUri, {
    state,
    code: issue(sandbox, { kind: "code", member, scopes, redirectUri }).token,
  });
}

const isApp = (params: URLSearchParams) =>
  params.get("client_id") === sandboxApp.id && params.get("client_secret") === sandboxApp.secret;
const badApp = () => oauthProblem(401, "invalid_client", "Client authentication failed");

/** Claims that still hold, or null. */
function holding(sandbox: Sandbox, token: string | null, kind: Claims["kind"]): Claims | null {
  const claims = read(sandbox, token ?? "");
  const holds = claims?.kind === kind && claims.expiresAt > unixNow(sandbox);
  return holds && claims.consent === consentOf(sandbox, claims.member) ? claims : null;
}

function tokens(
  sandbox: Sandbox,
  { member, scopes }: Claims,
  refresh: { token: string; expiresAt: number } | null,
) {
  const access = issue(sandbox, { kind: "access", member, scopes }, refresh?.expiresAt);
  const answer = { access_token: access.token, expires_in: access.expiresIn, scope: scopes.join(",") };
  if (!refresh) return ok(answer);
  const refresh_token_expires_in = refresh.expiresAt - unixNow(sandbox);
  return ok({ ...answer, refresh_token: refresh.token, refresh_token_expires_in });
}

/** Code -> tokens, or refresh token -> access token. Refreshing does not prolong the refresh token's year. */
export function exchangeToken(sandbox: Sandbox, { params }: Question): Answer {
  if (!isApp(params)) return badApp();
  if (params.get("grant_type") === "refresh_token") {
    const token = params.get("refresh_token");
    const claims = holding(sandbox, token, "refresh");
    if (!claims || token === null)
      return oauthProblem(400, "invalid_grant", "The provided refresh token is invalid, expired or revoked");
    return tokens(sandbox, claims, { token, expiresAt: claims.expiresAt });
  }
  const code = params.get("code") ?? "";
  const claims = holding(sandbox, code, "code");
  const isRight = claims !== null && claims.redirectUri === params.get("redirect_uri");
  if (!isRight || !redeemOnce(sandbox, code))
    return oauthProblem(
      400,
      "invalid_request",
      "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired.",
    );
  const { member, scopes } = claims;
  const refresh = sandbox.state.issuesRefreshTokens
    ? issue(sandbox, { kind: "refresh", member, scopes })
    : null;
  return tokens(sandbox, claims, refresh);
}

/** What a token is worth. */
export function introspect(sandbox: Sandbox, { params }: Question): Answer {
  if (!isApp(params)) return badApp();
  const claims = read(sandbox, params.get("token") ?? "");
  if (!claims) return ok({ active: false });
  const isRevoked = claims.consent !== consentOf(sandbox, claims.member);
  const hasExpired = claims.expiresAt <= unixNow(sandbox);
  return ok({
    ...{ active: !isRevoked && !hasExpired, auth_type: "3L", client_id: sandboxApp.id },
    ...{ authorized_at: claims.issuedAt, created_at: claims.issuedAt, expires_at: claims.expiresAt },
    ...{ scope: claims.scopes.join(","), status: isRevoked ? "revoked" : hasExpired ? "expired" : "active" },
  });
}

/** Ends the consent a token stems from, quietly when it has ended already. */
export function revoke(sandbox: Sandbox, { params }: Question): Answer {
  if (!isApp(params)) return badApp();
  const claims = read(sandbox, params.get("token") ?? "");
  if (claims && claims.consent === consentOf(sandbox, claims.member)) takeBackConsent(sandbox, claims.member);
  return { status: 200, body: "" };
}
