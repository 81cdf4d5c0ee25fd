import {
  type Answer,
  backTo,
  consentPage,
  consentProblem,
  fitsChallenge,
  ok,
  personOf,
  type Question,
  Refusal,
  redeemOnce,
  takeBackConsent,
} from "../../simulation";
import { type Sandbox, sandboxApp } from "./sandbox";
import { type Claims, isExpired, issue, isTakenBack, read } from "./tokens";

const vendor = "Google Ads";

/** What is wrong with a consent request, in words for the page; null when it is fine. */
function flaw(params: URLSearchParams): string | null {
  if (params.get("client_id") !== sandboxApp.id) return "The OAuth client was not found.";
  if (!/^https?:\/\//.test(params.get("redirect_uri") ?? "")) return "The redirect address is missing.";
  if (params.get("response_type") !== "code") return "Only response_type=code is offered.";
  const method = params.get("code_challenge_method") ?? "S256";
  return method === "S256" ? null : "Only the challenge method S256 is offered.";
}

const kept = [
  ...["client_id", "redirect_uri", "state", "scope", "access_type", "response_type"],
  ...["code_challenge", "code_challenge_method"],
];

/** The page on which a person decides. Its form posts to the same address. */
export function showConsent(sandbox: Sandbox, { params, origin, path }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const hidden = kept.filter((name) => params.has(name)).map((name) => [name, params.get(name) ?? ""]);
  return consentPage({
    ...{ vendor, title: "Sign in with Google (simulator)", app: sandboxApp.name },
    ...{ wants: "the campaigns and results of these customers", person: personOf(sandbox).name },
    ...{ accounts: sandbox.accounts(), action: `${origin}/${path}`, hidden: Object.fromEntries(hidden) },
  });
}

/** The decision: back to the app with a code, or with `access_denied`. */
export function decide(sandbox: Sandbox, { params }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const redirectUri = params.get("redirect_uri") ?? "";
  const state = params.get("state") ?? "";
  if (params.get("decision") !== "allow") return backTo(redirectUri, { state, error: "access_denied" });
  const scopes = (params.get("scope") ?? "").split(/\s+/).filter(Boolean);
  const challenge = params.get("code_challenge") ?? undefined;
  const { token } = issue(sandbox, { kind: "code", scopes, redirectUri, challenge });
  return backTo(redirectUri, { state, code: token, scope: scopes.join(" ") });
}

const refuse = (error: string, error_description: string, status = 400) =>
  new Refusal({ status, body: { error, error_description } });

/** A token that says who consented; as from Google itself, over a connection that is trusted. */
function idToken(sandbox: Sandbox): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const { id } = personOf(sandbox);
  const claims = { iss: "https://accounts.google.com", sub: id, email: "robin@sandbox.example" };
  return `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ ...claims, aud: sandboxApp.id })}.sandbox`;
}

function redeem(sandbox: Sandbox, params: URLSearchParams): Claims {
  const code = params.get("code") ?? "";
  const claims = read(sandbox, code);
  if (claims?.kind !== "code" || isExpired(sandbox, claims))
    throw refuse("invalid_grant", "Malformed auth code.");
  if (claims.redirectUri !== params.get("redirect_uri")) throw refuse("redirect_uri_mismatch", "Bad Request");
  if (claims.challenge && !fitsChallenge(params.get("code_verifier") ?? "", claims.challenge))
    throw refuse("invalid_grant", "Invalid code verifier.");
  if (!redeemOnce(sandbox, code)) throw refuse("invalid_grant", "Bad Request");
  return claims;
}

function refreshed(sandbox: Sandbox, params: URLSearchParams): Claims {
  const claims = read(sandbox, params.get("refresh_token") ?? "");
  if (claims?.kind !== "refresh" || isTakenBack(sandbox, claims))
    throw refuse("invalid_grant", "Token has been expired or revoked.");
  return claims;
}

/** Code -> access and refresh token; refresh token -> access token. */
export function exchangeToken(sandbox: Sandbox, { params }: Question): Answer {
  if (params.get("client_id") !== sandboxApp.id || params.get("client_secret") !== sandboxApp.secret)
    throw refuse("invalid_client", "Unauthorized", 401);
  const grant = params.get("grant_type");
  if (grant !== "authorization_code" && grant !== "refresh_token")
    throw refuse("unsupported_grant_type", `Invalid grant_type: ${grant}`);
  const isNew = grant === "authorization_code";
  const { scopes } = isNew ? redeem(sandbox, params) : refreshed(sandbox, params);
  const access = issue(sandbox, { kind: "access", scopes });
  return ok({
    access_token: access.token,
    expires_in: access.expiresIn,
    ...(isNew && { refresh_token: issue(sandbox, { kind: "refresh", scopes }).token }),
    scope: scopes.join(" "),
    token_type: "Bearer",
    ...(scopes.includes("openid") && { id_token: idToken(sandbox) }),
  });
}

/** Ends a consent with all its tokens, whichever of them is shown. */
export function revokeToken(sandbox: Sandbox, { params }: Question): Answer {
  const claims = read(sandbox, params.get("token") ?? "");
  if (!claims || isTakenBack(sandbox, claims) || isExpired(sandbox, claims))
    throw refuse("invalid_token", "Token expired or revoked");
  takeBackConsent(sandbox, claims.user);
  return ok({});
}
