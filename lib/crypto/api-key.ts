import "server-only";
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";
import { Secret } from "@/lib/core/secret";

const prefix = "freshet_";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const randomLength = 40;
const checkLength = 6;
const shape = /^freshet_[0-9A-Za-z]{46}$/;

function checkOf(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < checkLength; place += 1) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}

export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

export type MintedKey = { key: Secret; hash: string; hint: string };

/** A new API key: a prefix that scanners know, 238 random bits and a checksum. `hint` is what may be shown later. */
export function mintApiKey(): MintedKey {
  const random = Array.from({ length: randomLength }, () => alphabet.charAt(randomInt(alphabet.length)));
  const body = prefix + random.join("");
  const key = body + checkOf(body);
  return { key: new Secret(key), hash: hashOf(key), hint: `${key.slice(0, 12)}…${key.slice(-4)}` };
}

/** Was this once made by `mintApiKey`? Mistyped and made-up ones are told apart without the database. */
export const isApiKey = (text: string): boolean =>
  shape.test(text) && checkOf(text.slice(0, -checkLength)) === text.slice(-checkLength);
