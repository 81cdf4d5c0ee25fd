import { createHmac } from "node:crypto";
import { consentOf, personOf as personIn, readSigned, sign, unixNow } from "../../simulation";
import { problems } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";

/** Everything a token says; nothing about it is stored, so tokens survive a restart. Times in unix seconds. */
export type Claims = {
  kind: "code" | "short" | "long";
  user: string;
  scopes: string[];
  issuedAt: number;
  expiresAt: number;
  /** When the person consented: prolonging a token does not prolong this. */
  consentedAt: number;
  /** The consent it stems from: taking it back ends every token of it. */
  consent: number;
  redirectUri?: string;
};

const prefixes = { code: "AQ", short: "EAA", long: "EAA" };

/** The person behind every consent. */
export const personOf = (sandbox: Sandbox) => {
  const { id, name } = personIn(sandbox);
  return { id: `1022${id}`, name };
};

/** Ninety days. https://developers.facebook.com/documentation/facebook-login/auth-vs-data */
const dataAccess = 7_776_000;
export const dataAccessEnd = ({ consentedAt }: Claims) => consentedAt + dataAccess;

const lifetimes = { code: 600, short: 5_400, long: 5_183_944 };

export function issue(
  sandbox: Sandbox,
  claims: Pick<Claims, "kind" | "user" | "scopes" | "redirectUri"> & Partial<Pick<Claims, "consentedAt">>,
): { token: string; expiresIn: number } {
  const issuedAt = unixNow(sandbox);
  const expiresIn = lifetimes[claims.kind];
  const full: Claims = {
    consentedAt: issuedAt,
    ...claims,
    issuedAt,
    expiresAt: issuedAt + expiresIn,
    consent: consentOf(sandbox, claims.user),
  };
  return { token: `${prefixes[claims.kind]}${sign(sandbox, full)}`, expiresIn };
}

/** What a token or code says, or null when we did not sign it. */
export function read(sandbox: Sandbox, token: string): Claims | null {
  const prefix = ["EAA", "AQ"].find((start) => token.startsWith(start));
  return prefix ? readSigned<Claims>(sandbox, token.slice(prefix.length)) : null;
}

/** The claims of a token that works now. Throws Graph's 190 with the subcode that says why not. */
export function verify(sandbox: Sandbox, token: string): Claims {
  const claims = read(sandbox, token);
  if (!claims || claims.kind === "code") throw problems.malformedToken();
  if (claims.consent !== consentOf(sandbox, claims.user)) throw problems.appRemoved(sandboxApp.id);
  if (claims.expiresAt <= unixNow(sandbox)) throw problems.expired();
  if (dataAccessEnd(claims) <= unixNow(sandbox)) throw problems.noDataAccess();
  return claims;
}

export const proofOf = (token: string) => createHmac("sha256", sandboxApp.secret).update(token).digest("hex");
