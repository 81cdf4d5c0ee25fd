import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hashText } from "./hash";
import type { Sandbox } from "./sandbox";

const macLength = 43;
const macOf = ({ provider, seed }: Sandbox, body: string) =>
  createHmac("sha256", `${provider}|${seed}`).update(body).digest("base64url");

/** Claims as a text that only this world can have written; nothing is stored, so tokens survive a restart. */
export function sign(sandbox: Sandbox, claims: object): string {
  const nonce = randomBytes(6).toString("base64url");
  const body = Buffer.from(JSON.stringify({ ...claims, nonce })).toString("base64url");
  return `${body}${macOf(sandbox, body)}`;
}

/** The claims of a signed text, or null when it is not ours. */
export function readSigned<Claims>(sandbox: Sandbox, text: string): Claims | null {
  if (text.length <= macLength) return null;
  const body = text.slice(0, -macLength);
  const given = Buffer.from(text.slice(-macLength));
  const right = Buffer.from(macOf(sandbox, body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claims;
}

/** Whether a PKCE verifier belongs to an S256 challenge (RFC 7636). */
export const fitsChallenge = (verifier: string, challenge: string): boolean =>
  createHash("sha256").update(verifier).digest("base64url") === challenge;

/** The person behind every consent, ten digits long. */
export const personOf = ({ seed }: Sandbox) => ({
  id: String(hashText(`person ${seed}`)).padStart(10, "0"),
  name: "Robin Sandbox",
});

/** How often this person has taken consent back: tokens carry it and die when it grows. */
export const consentOf = ({ state }: Sandbox, person: string): number => state.revocations[person] ?? 0;

export function takeBackConsent(sandbox: Sandbox, person: string): void {
  sandbox.state.revocations[person] = consentOf(sandbox, person) + 1;
  sandbox.save();
}
