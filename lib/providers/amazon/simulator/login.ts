import {
  type Answer,
  backTo,
  consentOf,
  consentPage,
  consentProblem,
  ok,
  type Question,
  readSigned,
  redeemOnce,
  sign,
  unixNow,
} from "../../simulation";
import { sellerOf, storeName } from "./accounts";
import { problems } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";

type Claims = {
  kind: "code" | "access" | "refresh";
  consent: number;
  expiresAt: number;
  redirectUri?: string;
};

const prefixes = { code: "SPAPI", access: "Atza|", refresh: "Atzr|" };
const lifetimes = { code: 300, access: 3_600, refresh: 10 * 365 * 86_400 };

/** A code or token. It is dead once its life is over or the seller removes the application. */
function issue(sandbox: Sandbox, kind: Claims["kind"], redirectUri?: string): string {
  const consent = consentOf(sandbox, sellerOf(sandbox.seed));
  const claims: Claims = { kind, consent, expiresAt: unixNow(sandbox) + lifetimes[kind], redirectUri };
  return `${prefixes[kind]}${sign(sandbox, claims)}`;
}

function open(sandbox: Sandbox, kind: Claims["kind"], text: string): Claims | null {
  if (!text.startsWith(prefixes[kind])) return null;
  const claims = readSigned<Claims>(sandbox, text.slice(prefixes[kind].length));
  return claims?.kind === kind ? claims : null;
}

const isDead = (sandbox: Sandbox, { consent }: Claims) =>
  consent !== consentOf(sandbox, sellerOf(sandbox.seed));

/** Throws unless the request carries an access token that works now. */
export function authorise(sandbox: Sandbox, { headers }: Question): void {
  const token = headers["x-amz-access-token"];
  if (!token) throw problems.noToken();
  const claims = open(sandbox, "access", token);
  if (!claims || isDead(sandbox, claims)) throw problems.revoked();
  if (claims.expiresAt <= unixNow(sandbox)) throw problems.expired();
}

const vendor = "Amazon Seller Central";

function flaw(params: URLSearchParams): string | null {
  if (params.get("application_id") !== sandboxApp.applicationId) return "This application is not known.";
  return /^https?:\/\//.test(params.get("redirect_uri") ?? "") ? null : "The redirect address is missing.";
}

export function showConsent(sandbox: Sandbox, { params, origin, path }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  return consentPage({
    ...{ vendor, title: "Authorise (simulator)", app: sandboxApp.name, person: storeName },
    wants: "the orders, stock and finances of these marketplaces",
    accounts: sandbox.accounts(),
    action: `${origin}/${path}`,
    hidden: Object.fromEntries(
      ["application_id", "redirect_uri", "state", "version"].map((name) => [name, params.get(name) ?? ""]),
    ),
  });
}

/** Back to the app with the seller's id and a code that works for five minutes. */
export function decide(sandbox: Sandbox, { text }: Question): Answer {
  const params = new URLSearchParams(text);
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const redirectUri = params.get("redirect_uri") ?? "";
  const state = params.get("state") ?? "";
  if (params.get("decision") !== "allow") return backTo(redirectUri, { state, error: "access_denied" });
  return backTo(redirectUri, {
    state,
    selling_partner_id: sellerOf(sandbox.seed),
    spapi_oauth_code: issue(sandbox, "code", redirectUri),
  });
}

const invalid = (what: string) =>
  problems.login("invalid_grant", `The request has an invalid grant parameter : ${what}`);

function redeem(sandbox: Sandbox, params: URLSearchParams): void {
  const code = params.get("code") ?? "";
  const claims = open(sandbox, "code", code);
  // Clients in use leave the address out; one that is told has to be right.
  const redirectUri = params.get("redirect_uri") ?? claims?.redirectUri;
  if (!claims || claims.expiresAt <= unixNow(sandbox) || claims.redirectUri !== redirectUri)
    throw invalid("code");
  if (!redeemOnce(sandbox, code)) throw invalid("code");
}

/** Login with Amazon's token endpoint: a form or JSON. */
export function exchangeToken(sandbox: Sandbox, { text, headers }: Question): Answer {
  const isJson = /json/.test(headers["content-type"] ?? "");
  const params = new URLSearchParams(isJson ? (JSON.parse(text) as Record<string, string>) : text);
  if (
    params.get("client_id") !== sandboxApp.clientId ||
    params.get("client_secret") !== sandboxApp.clientSecret
  )
    throw problems.login("invalid_client", "Client authentication failed", 401);
  const answer = { access_token: "", token_type: "bearer", expires_in: lifetimes.access };
  const grant = params.get("grant_type");
  if (grant === "authorization_code") {
    redeem(sandbox, params);
    return ok({
      ...answer,
      access_token: issue(sandbox, "access"),
      refresh_token: issue(sandbox, "refresh"),
    });
  }
  if (grant === "client_credentials") return ok({ ...answer, access_token: issue(sandbox, "access") });
  if (grant !== "refresh_token")
    throw problems.login("unsupported_grant_type", "The authorization grant type is not supported");
  const refreshToken = params.get("refresh_token") ?? "";
  const claims = open(sandbox, "refresh", refreshToken);
  if (!claims || isDead(sandbox, claims)) throw invalid("refresh_token");
  return ok({ ...answer, access_token: issue(sandbox, "access"), refresh_token: refreshToken });
}
