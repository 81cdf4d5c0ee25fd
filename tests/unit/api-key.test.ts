import { expect, test } from "vitest";
import { scrub } from "@/lib/core/scrub";
import { hashOf, isApiKey, mintApiKey } from "@/lib/crypto/api-key";

test("a key has a prefix scanners know, 40 random characters and a checksum", () => {
  const keys = Array.from({ length: 500 }, () => mintApiKey());
  for (const { key, hash, hint } of keys) {
    const text = key.reveal();
    expect(text).toMatch(/^freshet_[0-9A-Za-z]{46}$/);
    expect(isApiKey(text)).toBe(true);
    expect(hash).toBe(hashOf(text));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hint.length).toBeLessThan(20);
    expect(text).not.toContain(hint.replace("…", ""));
  }
  expect(new Set(keys.map(({ hash }) => hash)).size).toBe(500);
});

test("a key with one character changed, missing or too many is told apart without asking the database", () => {
  const text = mintApiKey().key.reveal();
  for (let at = 8; at < text.length; at += 1) {
    const other = text[at] === "x" ? "y" : "x";
    expect(isApiKey(text.slice(0, at) + other + text.slice(at + 1))).toBe(false);
    expect(isApiKey(text.slice(0, at) + text.slice(at + 1))).toBe(false);
  }
  expect(isApiKey(`${text}0`)).toBe(false);
  expect(isApiKey("")).toBe(false);
});

test("a key does not come out of logs or printing", () => {
  const { key } = mintApiKey();
  expect(scrub(`authorization failed for ${key.reveal()}.`)).toBe("authorization failed for [secret].");
  expect(`${key} ${JSON.stringify({ key })}`).not.toContain("freshet_");
});
