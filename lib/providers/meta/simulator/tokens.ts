import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hashText } from "./hash";
import { problems } from "./problems";
import { type Sandbox, sandboxApp } from "./sandbox";

/** Everything a token says; nothing about it is stored, so tokens survive a restart. Times in unix seconds. */
export type Claims = {
  kind: "code" | "short" | "long";
  user: string;
  scopes: string[];
  issuedAt: number;
  expiresAt: number;
  /** The consent it stems from: taking it back ends every token of it. */
  consent: number;
  redirectUri?: string;
  /** Two codes of the same second differ. */
  nonce: string;
};

const macLength = 43;
const sign = (sandbox: Sandbox, body: string) =>
  createHmac("sha256", `meta|${sandbox.seed}`).update(body).digest("base64url");
const prefixes = { code: "AQ", short: "EAA", long: "EAA" };

export const unixNow = (sandbox: Sandbox) => Math.floor(sandbox.now().getTime() / 1_000);

/** The person behind every consent. */
export function personOf(sandbox: Sandbox) {
  return { id: `1022${String(hashText(`person ${sandbox.seed}`)).padStart(10, "0")}`, name: "Robin Sandbox" };
}

export const consentOf = (sandbox: Sandbox, user: string) => sandbox.state.revocations[user] ?? 0;

const lifetimes = { code: 600, short: 5_400, long: 5_183_944 };

export function issue(
  sandbox: Sandbox,
  claims: Pick<Claims, "kind" | "user" | "scopes" | "redirectUri">,
): { token: string; expiresIn: number } {
  const issuedAt = unixNow(sandbox);
  const expiresIn = lifetimes[claims.kind];
  const full: Claims = {
    ...claims,
    issuedAt,
    expiresAt: issuedAt + expiresIn,
    consent: consentOf(sandbox, claims.user),
    nonce: randomBytes(6).toString("base64url"),
  };
  const body = Buffer.from(JSON.stringify(full)).toString("base64url");
  return { token: `${prefixes[claims.kind]}${body}${sign(sandbox, body)}`, expiresIn };
}

/** What a token or code says, or null when we did not sign it. */
export function read(sandbox: Sandbox, token: string): Claims | null {
  const prefix = ["EAA", "AQ"].find((start) => token.startsWith(start));
  if (!prefix || token.length <= prefix.length + macLength) return null;
  const body = token.slice(prefix.length, -macLength);
  const given = Buffer.from(token.slice(-macLength));
  const right = Buffer.from(sign(sandbox, body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claims;
}

/** The claims of a token that works now. Throws Graph's 190 with the subcode that says why not. */
export function verify(sandbox: Sandbox, token: string): Claims {
  const claims = read(sandbox, token);
  if (!claims || claims.kind === "code") throw problems.malformedToken();
  if (claims.consent !== consentOf(sandbox, claims.user)) throw problems.appRemoved(sandboxApp.id);
  if (claims.expiresAt <= unixNow(sandbox)) throw problems.expired();
  return claims;
}

export const proofOf = (token: string) => createHmac("sha256", sandboxApp.secret).update(token).digest("hex");
