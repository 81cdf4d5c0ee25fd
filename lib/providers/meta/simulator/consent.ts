import { problems } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";
import { issue, personOf, read, unixNow, verify } from "./tokens";
import { type Answer, ok, type Question } from "./wire";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#111827}
main{max-width:30rem;margin:10vh auto;padding:2rem;background:#fff;border:1px solid #d1d5db;border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 .5rem}.note{background:#fef3c7;color:#713f12;padding:.5rem .75rem;border-radius:.5rem}
li{margin:.25rem 0}form{display:flex;gap:.75rem;margin-top:1.5rem}
button{font:inherit;padding:.6rem 1.1rem;border-radius:.5rem;border:1px solid #6b7280;background:#fff;color:#111827;cursor:pointer}
button[value=allow]{background:#1d4ed8;border-color:#1d4ed8;color:#fff}button:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}`;

function page(status: number, title: string, inner: string): Answer {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${inner}</main></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

const note = '<p class="note">This is a simulator of Meta Ads. No real account is touched.</p>';

/** What is wrong with a consent request, in words for the page; null when it is fine. */
function flaw(params: URLSearchParams): string | null {
  if (params.get("client_id") !== sandboxApp.id) return "Invalid app id.";
  if (!/^https?:\/\//.test(params.get("redirect_uri") ?? "")) return "The redirect address is missing.";
  return null;
}

/** The page on which a person decides. Its form posts to the same address. */
export function showConsent(sandbox: Sandbox, { params, origin, path }: Question): Answer {
  const problem = flaw(params);
  if (problem) return page(400, "Something is wrong", `${note}<p role="alert">${problem}</p>`);
  const kept = ["client_id", "redirect_uri", "state", "scope"].map(
    (name) => `<input type="hidden" name="${name}" value="${escapeHtml(params.get(name) ?? "")}">`,
  );
  const accounts = sandbox
    .accounts()
    .slice(0, 10)
    .map(({ name, currency }) => `<li>${escapeHtml(name)} (${currency})</li>`);
  const inner = `${note}<p><strong>${sandboxApp.name}</strong> wants to read the ads and results of these accounts of ${personOf(sandbox).name}:</p><ul>${accounts.join("")}</ul>
<form method="post" action="${escapeHtml(`${origin}/${path}`)}">${kept.join("")}<button type="submit" name="decision" value="allow">Allow</button><button type="submit" name="decision" value="deny">Deny</button></form>`;
  return page(200, "Log in with Meta (simulator)", inner);
}

/** The decision: back to the app with a code, or with `access_denied`. */
export function decide(sandbox: Sandbox, { params }: Question): Answer {
  const problem = flaw(params);
  if (problem) return page(400, "Something is wrong", `${note}<p role="alert">${problem}</p>`);
  const redirectUri = params.get("redirect_uri") ?? "";
  const back = new URL(redirectUri);
  back.searchParams.set("state", params.get("state") ?? "");
  if (params.get("decision") === "allow") {
    const scopes = (params.get("scope") ?? "").split(/[,\s]+/).filter(Boolean);
    back.searchParams.set(
      "code",
      issue(sandbox, { kind: "code", user: personOf(sandbox).id, scopes, redirectUri }).token,
    );
  } else {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_reason", "user_denied");
    back.searchParams.set("error_description", "Permissions error");
  }
  return { status: 302, headers: { location: back.href }, body: "" };
}

function redeem(sandbox: Sandbox, params: URLSearchParams) {
  const code = params.get("code") ?? "";
  const claims = read(sandbox, code);
  if (claims?.kind !== "code" || claims.expiresAt <= unixNow(sandbox)) throw problems.badCode();
  if (claims.redirectUri !== params.get("redirect_uri")) throw problems.badRedirect();
  const mark = code.slice(-16);
  if (sandbox.state.usedCodes.includes(mark)) throw problems.usedCode();
  sandbox.state.usedCodes = [...sandbox.state.usedCodes.slice(-199), mark];
  sandbox.save();
  return issue(sandbox, { kind: "short", user: claims.user, scopes: claims.scopes });
}

/** Code -> short token, or token -> long token when it still works. */
export function exchangeToken(sandbox: Sandbox, { params }: Question): Answer {
  if (params.get("client_id") !== sandboxApp.id || params.get("client_secret") !== sandboxApp.secret)
    throw problems.badApp();
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
  const isDead =
    claims.consent !== (sandbox.state.revocations[claims.user] ?? 0) || claims.expiresAt <= unixNow(sandbox);
  return ok({
    data: {
      ...{ app_id: sandboxApp.id, type: "USER", application: sandboxApp.name, is_valid: !isDead },
      ...{
        expires_at: claims.expiresAt,
        issued_at: claims.issuedAt,
        data_access_expires_at: claims.issuedAt + 7_776_000,
      },
      ...{ scopes: claims.scopes, user_id: claims.user },
    },
  });
}
