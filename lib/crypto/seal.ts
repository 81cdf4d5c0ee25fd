import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { Secret } from "@/lib/core/secret";
import { type Keyring, parseKeyring } from "./keyring";

const algorithm = "aes-256-gcm";
const authTagLength = 16;

/** What a sealed value belongs to; opening it elsewhere fails. */
export type Binding = { workspaceId: string; connectionId: string; field: string };

const aadOf = ({ workspaceId, connectionId, field }: Binding) =>
  Buffer.from(`v1|${workspaceId}|${connectionId}|${field}`);

let ring: Keyring | undefined;
function keyring(): Keyring {
  ring ??= parseKeyring(env().FRESHET_KEYS);
  return ring;
}

const unreadable = (reason: string) =>
  new AppError({
    code: "internal.sealed",
    message: "A stored credential cannot be read.",
    cause: new Error(reason),
  });

/** Seals a value as `v1.<key id>.<iv>.<ciphertext>.<tag>` (AES-256-GCM), bound to its row. */
export function seal(value: Secret, binding: Binding, { active, keys } = keyring()): string {
  const key = keys.get(active);
  if (!key) throw unreadable("active key missing");
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength }).setAAD(aadOf(binding));
  const ciphertext = Buffer.concat([cipher.update(value.reveal(), "utf8"), cipher.final()]);
  const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return ["v1", active, ...parts].join(".");
}

/** Opens what `seal` made for the same binding. Throws `internal.sealed` for anything else. */
export function unseal(sealed: string, binding: Binding, { keys } = keyring()): Secret {
  const [version, keyId = "", ...rest] = sealed.split(".");
  const parts = rest.map((part) => Buffer.from(part, "base64url"));
  const [iv, ciphertext, tag] = parts;
  const key = keys.get(keyId);
  if (version !== "v1" || !key) throw unreadable(`unknown key ${keyId}`);
  // Node skips characters that are not base64, so several texts would open to the same value.
  const isExact =
    parts.length === 3 && parts.every((part, index) => part.toString("base64url") === rest[index]);
  // Node accepts tags as short as four bytes unless the length is pinned.
  if (!isExact || !iv || !ciphertext || tag?.length !== authTagLength) throw unreadable("malformed");
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength })
      .setAAD(aadOf(binding))
      .setAuthTag(tag);
    return new Secret(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8"));
  } catch {
    // The reason (wrong row, wrong key, changed bytes) is not told apart by GCM.
    throw unreadable("authentication failed");
  }
}

/** Seals a short-lived JSON value (OAuth state) under the same keys. */
export const sealText = (text: string, field: string) =>
  seal(new Secret(text), { workspaceId: "-", connectionId: "-", field });
export const unsealText = (sealed: string, field: string) =>
  unseal(sealed, { workspaceId: "-", connectionId: "-", field }).reveal();
