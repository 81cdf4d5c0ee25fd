import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { Secret } from "@/lib/core/secret";

const prefix = "whsec_";

/** A new signing secret: `whsec_` and 32 random bytes. */
export const makeSecret = () => new Secret(prefix + randomBytes(32).toString("base64"));

type Message = { id: string; at: Date; body: string };

/**
 * The three headers of https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body` with each secret. While a
 * secret is being replaced both sign, and a receiver that knows either accepts.
 */
export function signatureHeaders({ id, at, body }: Message, secrets: Secret[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.reveal().slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
