import { consentOf, type Question, unixNow } from "../../simulation";
import { problems } from "./problems";
import { isStructured, splitQuery } from "./restli";
import type { Sandbox } from "./sandbox";
import { type Claims, read } from "./tokens";

/** Versions LinkedIn has published; there is none of December 2025. Each ends in the middle of its month a year later. */
const versions = [
  ...["202510", "202511", "202601", "202602", "202603", "202604"],
  ...["202605", "202606", "202607", "202608", "202609"],
];

/** The day a version is answered for the last time. */
const sunsetOf = (version: string) =>
  Date.UTC(Number(version.slice(0, 4)) + 1, Number(version.slice(4)) - 1, 16);

export function checkVersion(sandbox: Sandbox, { headers }: Question): void {
  const asked = headers["linkedin-version"];
  if (!asked) throw problems.noVersion();
  // A month may be followed by a revision: 202608.01.
  const [version = ""] = asked.split(".");
  const isKnown = versions.includes(version) && sandbox.now().getTime() < sunsetOf(version);
  if (!isKnown) throw problems.badVersion(asked);
}

const longestAddress = 8_000;
const longestQuery = 4_096;

/** Lists and records are syntax of protocol 2.0.0 and mean nothing without its header. Long addresses must be tunnelled. */
export function checkProtocol({ headers, search, method, path }: Question): void {
  const isTunnelled = headers["x-http-method-override"]?.toUpperCase() === "GET";
  const length = isTunnelled ? 0 : search.length;
  if (length > longestQuery || path.length + length > longestAddress) throw problems.uriTooLong();
  if (method !== "GET") throw problems.missing();
  const hasSyntax = [...splitQuery(search).values()].some(isStructured) || path.includes("(");
  if (hasSyntax && headers["x-restli-protocol-version"] !== "2.0.0")
    throw problems.syntax("lists and records need X-Restli-Protocol-Version: 2.0.0");
}

/** Who asks. Throws LinkedIn's 401 that says why not. */
export function checkToken(sandbox: Sandbox, { token }: Question): Claims {
  if (!token) throw problems.noToken();
  const claims = read(sandbox, token);
  if (claims?.kind !== "access") throw problems.badToken();
  if (claims.consent !== consentOf(sandbox, claims.member)) throw problems.revoked();
  if (claims.expiresAt <= unixNow(sandbox)) throw problems.expired();
  return claims;
}

export function requireScope({ scopes }: Claims, scope: string, what: string, version: string): void {
  const isAllowed = scopes.includes(scope) || scopes.includes(scope.replace(/^r_/, "rw_"));
  if (!isAllowed) throw problems.denied(`${what}.${version}`);
}
