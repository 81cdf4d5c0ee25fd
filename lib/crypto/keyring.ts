import "server-only";
import { AppError } from "@/lib/core/errors";

export type Keyring = { active: string; keys: Map<string, Buffer> };

const invalid = (message: string) =>
  new AppError({ code: "config_invalid.keys", message: `FRESHET_KEYS: ${message}` });

/** Reads `id:base64,id:base64`; the first key seals, all open. Throws when a key is not 32 bytes. */
export function parseKeyring(text: string | undefined): Keyring {
  const entries = (text ?? "")
    .split(",")
    .filter(Boolean)
    .map((entry) => entry.trim().split(":"));
  const keys = new Map<string, Buffer>();
  for (const [id, encoded] of entries) {
    if (!id || !/^[\w-]+$/.test(id) || !encoded) throw invalid("expected id:base64, comma separated.");
    const key = Buffer.from(encoded, "base64");
    if (key.length !== 32) throw invalid(`key ${id} has ${key.length} bytes, not 32.`);
    keys.set(id, key);
  }
  const active = entries[0]?.[0];
  if (!active) throw invalid("no key is set.");
  return { active, keys };
}
