import { consentOf, personOf, readSigned, sign, unixNow } from "../../simulation";
import type { Sandbox } from "./sandbox";

/** Everything a token says; nothing about it is stored, so tokens survive a restart. Times in unix seconds. */
export type Claims = {
  kind: "code" | "access" | "refresh";
  member: string;
  scopes: string[];
  issuedAt: number;
  expiresAt: number;
  /** The consent it stems from: taking it back ends every token of it. */
  consent: number;
  redirectUri?: string;
};

const day = 86_400;
const lifetimes = { code: 1_800, access: 60 * day, refresh: 365 * day };
const prefix = "AQ";

/** The member behind every consent, as LinkedIn writes people. */
export const memberOf = (sandbox: Sandbox) => {
  const { id, name } = personOf(sandbox);
  return { id: `sb${id}`, name };
};

/** `notAfter`: an access token never outlives its refresh token. */
export function issue(
  sandbox: Sandbox,
  claims: Pick<Claims, "kind" | "member" | "scopes" | "redirectUri">,
  notAfter = Infinity,
): { token: string; expiresIn: number; expiresAt: number } {
  const issuedAt = unixNow(sandbox);
  const expiresAt = Math.min(issuedAt + lifetimes[claims.kind], notAfter);
  const full: Claims = { ...claims, issuedAt, expiresAt, consent: consentOf(sandbox, claims.member) };
  return { token: `${prefix}${sign(sandbox, full)}`, expiresIn: expiresAt - issuedAt, expiresAt };
}

/** What a token or code says, or null when we did not sign it. */
export const read = (sandbox: Sandbox, token: string): Claims | null =>
  token.startsWith(prefix) ? readSigned<Claims>(sandbox, token.slice(prefix.length)) : null;
