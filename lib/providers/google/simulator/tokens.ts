import { consentOf, personOf, readSigned, sign, unixNow } from "../../simulation";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";

/** Everything a token says; nothing about it is stored, so tokens survive a restart. Times in unix seconds. */
export type Claims = {
  kind: "code" | "access" | "refresh";
  user: string;
  scopes: string[];
  expiresAt: number | null;
  /** The consent it stems from: taking it back ends every token of it. */
  consent: number;
  redirectUri?: string;
  /** The PKCE challenge of a code. */
  challenge?: string;
};

const prefixes = { code: "4/", access: "ya29.", refresh: "1//" };
const lifetimes = { code: 600, access: 3_599, refresh: null };

export function issue(
  sandbox: Sandbox,
  claims: Pick<Claims, "kind" | "scopes" | "redirectUri" | "challenge">,
): { token: string; expiresIn: number | null } {
  const expiresIn = lifetimes[claims.kind];
  const user = personOf(sandbox).id;
  const full: Claims = {
    ...claims,
    user,
    expiresAt: expiresIn === null ? null : unixNow(sandbox) + expiresIn,
    consent: consentOf(sandbox, user),
  };
  return { token: `${prefixes[claims.kind]}${sign(sandbox, full)}`, expiresIn };
}

/** What a token or code says, or null when we did not sign it. */
export function read(sandbox: Sandbox, token: string): Claims | null {
  const prefix = Object.values(prefixes).find((start) => token.startsWith(start));
  return prefix ? readSigned<Claims>(sandbox, token.slice(prefix.length)) : null;
}

export const isExpired = (sandbox: Sandbox, { expiresAt }: Claims) =>
  expiresAt !== null && expiresAt <= unixNow(sandbox);
export const isTakenBack = (sandbox: Sandbox, { consent, user }: Claims) =>
  consent !== consentOf(sandbox, user);

const adwords = "https://www.googleapis.com/auth/adwords";

/** Throws Google's 401 that says why a token does not work. */
export function verify(sandbox: Sandbox, token: string | null): Claims {
  const claims = token ? read(sandbox, token) : null;
  if (claims?.kind !== "access") throw problems.badToken();
  if (isTakenBack(sandbox, claims)) throw problems.revoked();
  if (isExpired(sandbox, claims)) throw problems.expired();
  if (!claims.scopes.includes(adwords)) throw problems.scope();
  return claims;
}
