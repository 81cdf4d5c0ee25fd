import { backTo, consentOf, consentPage, consentProblem, redeemOnce, unixNow } from "../../simulation";
import { problems } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";
import { dataAccessEnd, issue, personOf, read, verify } from "./tokens";
import { type Answer, ok, type Question } from "./wire";

const vendor = "Meta Ads";

/** What is wrong with a consent request, in words for the page; null when it is fine. */
function flaw(params: URLSearchParams): string | null {
  if (params.get("client_id") !== sandboxApp.id) return "Invalid app id.";
  if (!/^https?:\/\//.test(params.get("redirect_uri") ?? "")) return "The redirect address is missing.";
  return null;
}

/** The page on which a person decides. Its form posts to the same address. */
export function showConsent(sandbox: Sandbox, { params, origin, path }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const kept = ["client_id", "redirect_uri", "state", "scope"].map((name) => [name, params.get(name) ?? ""]);
  return consentPage({
    ...{ vendor, title: "Log in with Meta (simulator)", app: sandboxApp.name },
    ...{ wants: "the ads and results of these accounts", person: personOf(sandbox).name },
    ...{ accounts: sandbox.accounts(), action: `${origin}/${path}`, hidden: Object.fromEntries(kept) },
  });
}

/** The decision: back to the app with a code, or with `access_denied`. */
export function decide(sandbox: Sandbox, { params }: Question): Answer {
  const problem = flaw(params);
  if (problem) return consentProblem(vendor, problem);
  const redirectUri = params.get("redirect_uri") ?? "";
  const state = params.get("state") ?? "";
  if (params.get("decision") !== "allow") {
    const denied = { error_reason: "user_denied", error_description: "Permissions error" };
    return backTo(redirectUri, { state, error: "access_denied", ...denied });
  }
  const scopes = (params.get("scope") ?? "").split(/[,\s]+/).filter(Boolean);
  const code = issue(sandbox, { kind: "code", user: personOf(sandbox).id, scopes, redirectUri });
  return backTo(redirectUri, { state, code: code.token });
}

function redeem(sandbox: Sandbox, params: URLSearchParams) {
  const code = params.get("code") ?? "";
  const claims = read(sandbox, code);
  if (claims?.kind !== "code" || claims.expiresAt <= unixNow(sandbox)) throw problems.badCode();
  if (claims.redirectUri !== params.get("redirect_uri")) throw problems.badRedirect();
  if (!redeemOnce(sandbox, code)) throw problems.usedCode();
  const { user, scopes, consentedAt } = claims;
  return issue(sandbox, { kind: "short", user, scopes, consentedAt });
}

/** Code -> short token, or token -> long token when it still works. */
export function exchangeToken(sandbox: Sandbox, { params }: Question): Answer {
  if (params.get("client_id") !== sandboxApp.id) throw problems.badApp();
  if (params.get("client_secret") !== sandboxApp.secret) throw problems.badSecret();
  const isLong = params.get("grant_type") === "fb_exchange_token";
  const old = isLong ? verify(sandbox, params.get("fb_exchange_token") ?? "") : null;
  const { token, expiresIn } = old ? issue(sandbox, { ...old, kind: "long" }) : redeem(sandbox, params);
  return ok({ access_token: token, token_type: "bearer", expires_in: expiresIn });
}

/** What a token is worth, asked with the app's own token. */
export function inspectToken(sandbox: Sandbox, { params, token }: Question): Answer {
  if (token !== `${sandboxApp.id}|${sandboxApp.secret}`) throw problems.malformedToken();
  const claims = read(sandbox, params.get("input_token") ?? "");
  if (!claims)
    return ok({
      data: { is_valid: false, scopes: [], error: { code: 190, message: "Malformed access token" } },
    });
  const isDead = claims.consent !== consentOf(sandbox, claims.user) || claims.expiresAt <= unixNow(sandbox);
  return ok({
    data: {
      ...{ app_id: sandboxApp.id, type: "USER", application: sandboxApp.name, is_valid: !isDead },
      ...{
        expires_at: claims.expiresAt,
        issued_at: claims.issuedAt,
        data_access_expires_at: dataAccessEnd(claims),
      },
      ...{ scopes: claims.scopes, user_id: claims.user },
    },
  });
}
