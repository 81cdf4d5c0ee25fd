import { createHash, randomBytes } from "node:crypto";
import type { OAuth } from "../providers/contract";

const unescapes: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
const unescapeHtml = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => unescapes[entity] ?? entity);

export type ConsentAnswer = Record<string, string>;

/** Allows on a simulator's consent page as a person would: opens it, posts its form, and reads what the way back carries. */
async function allow(consentUrl: string): Promise<ConsentAnswer> {
  const html = await (await fetch(consentUrl)).text();
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
  if (!action) throw new Error("The simulator's consent page has no form");
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = inputs.map(([, name = "", value = ""]) => [unescapeHtml(name), unescapeHtml(value)]);
  const body = new URLSearchParams([...fields, ["decision", "allow"]]);
  const answer = await fetch(new URL(unescapeHtml(action), consentUrl), {
    method: "POST",
    body,
    redirect: "manual",
  });
  const location = answer.headers.get("location");
  if (!location) throw new Error(`The simulator's consent ended with ${answer.status} and no way back`);
  return Object.fromEntries(new URL(location, consentUrl).searchParams);
}

export type Consented = { code: string; answered: ConsentAnswer; verifier: string; redirectUri: string };

/** Asks for consent with PKCE and allows it. The result is what `connect` exchanges. */
export async function allowConsent(oauth: OAuth, redirectUri: string): Promise<Consented> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const answered = await allow(oauth.consentUrl({ state: "local", redirectUri, challenge }));
  const name = oauth.codeParameter ?? "code";
  const code = answered[name];
  if (!code) throw new Error(`The simulator's consent brought back no ${name}`);
  return { code, answered, verifier, redirectUri };
}
