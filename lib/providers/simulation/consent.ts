import type { BaseAccount } from "./sandbox";
import type { Answer } from "./wire";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#111827}
main{max-width:30rem;margin:10vh auto;padding:2rem;background:#fff;border:1px solid #d1d5db;border-radius:.75rem}
h1{font-size:1.25rem;margin:0 0 .5rem}.note{background:#fef3c7;color:#713f12;padding:.5rem .75rem;border-radius:.5rem}
ul{padding-left:1.25rem}li{margin:.25rem 0}form .answers{display:flex;gap:.75rem;margin-top:1.5rem}
button{font:inherit;padding:.6rem 1.1rem;border-radius:.5rem;border:1px solid #6b7280;background:#fff;color:#111827;cursor:pointer}
button[value=allow]{background:#1d4ed8;border-color:#1d4ed8;color:#fff}button:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}`;

function page(status: number, title: string, vendor: string, inner: string): Answer {
  const note = `<p class="note">This is a simulator of ${escapeHtml(vendor)}. No real account is touched.</p>`;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${note}${inner}</main></body></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

export const consentProblem = (vendor: string, problem: string): Answer =>
  page(400, "Something is wrong", vendor, `<p role="alert">${escapeHtml(problem)}</p>`);

export type Consent = {
  /** `Meta Ads`. */
  vendor: string;
  title: string;
  app: string;
  person: string;
  /** What the app asks for: "the ads and results of these accounts". */
  wants: string;
  accounts: BaseAccount[];
  /** Where the form goes, by POST. */
  action: string;
  /** Sent back with the decision. */
  hidden: Record<string, string>;
};

const mostShown = 10;

/** The page on which a person decides: `decision` is `allow` or `deny`. */
export function consentPage(consent: Consent): Answer {
  const { vendor, title, app, person, wants, action } = consent;
  const hidden = Object.entries(consent.hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const accounts = consent.accounts
    .slice(0, mostShown)
    .map(({ name, currency }) => `<li>${escapeHtml(name)} (${currency})</li>`);
  const inner = `<p><strong>${escapeHtml(app)}</strong> wants to read ${escapeHtml(wants)} of ${escapeHtml(person)}:</p>
<form method="post" action="${escapeHtml(action)}">${hidden.join("")}<ul>${accounts.join("")}</ul><div class="answers"><button type="submit" name="decision" value="allow">Allow</button><button type="submit" name="decision" value="deny">Deny</button></div></form>`;
  return page(200, title, vendor, inner);
}

/** The way back to the app. */
export function backTo(redirectUri: string, params: Record<string, string>): Answer {
  const back = new URL(redirectUri);
  for (const [name, value] of Object.entries(params)) back.searchParams.set(name, value);
  return { status: 302, headers: { location: back.href }, body: "" };
}
