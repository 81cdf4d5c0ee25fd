import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Secret } from "@/lib/core/secret";
import { parseKeyring } from "@/lib/crypto/keyring";
import { type Binding, seal, unseal } from "@/lib/crypto/seal";

const keyOf = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const ring = parseKeyring(`new:${keyOf(1)},old:${keyOf(2)}`);
const oldRing = parseKeyring(`old:${keyOf(2)}`);
const here: Binding = { workspaceId: "w-1", connectionId: "c-1", field: "access_token" };
const refused = expect.objectContaining({ code: "internal.sealed" });
const open = (sealed: string, binding = here, keys = ring) => unseal(sealed, binding, keys).reveal();
const wellFormed = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed());

describe("a sealed value", () => {
  test("opens to what it was, and is never the same text twice", () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const [one, other] = [seal(new Secret(text), here, ring), seal(new Secret(text), here, ring)];
        expect([open(one), open(other)]).toEqual([text, text]);
        expect(one).not.toBe(other);
      }),
    );
  });

  test("does not open once any bit of it has changed", () => {
    const sealed = seal(new Secret("EAAB-token"), here, ring).split(".");
    for (const part of [2, 3, 4]) {
      const bytes = Buffer.from(sealed[part] ?? "", "base64url");
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const changed = sealed.with(part, flipped.toString("base64url")).join(".");
        expect(() => open(changed)).toThrow(refused);
      }
    }
  });

  test("does not open once any character of its text has changed, been added or left out", () => {
    const sealed = seal(new Secret("EAAB-token"), here, ring);
    const edits = fc.tuple(fc.nat({ max: sealed.length }), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(edits, ([at, removed, added]) => {
        const changed = sealed.slice(0, at) + added + sealed.slice(at + removed);
        fc.pre(changed !== sealed);
        expect(() => open(changed)).toThrow(refused);
      }),
      { numRuns: 1_000 },
    );
  });

  test("does not open for another workspace, connection or field", () => {
    const sealed = seal(new Secret("EAAB-token"), here, ring);
    for (const field of ["workspaceId", "connectionId", "field"] as const)
      expect(() => open(sealed, { ...here, [field]: "other" })).toThrow(refused);
  });

  test("does not open with a tag cut to four bytes, which Node would take", () => {
    const parts = seal(new Secret("EAAB-token"), here, ring).split(".");
    for (const length of [4, 8, 12, 15]) {
      const tag = Buffer.from(parts[4] ?? "", "base64url").subarray(0, length);
      expect(() => open(parts.with(4, tag.toString("base64url")).join("."))).toThrow(refused);
    }
  });

  test.each(["", "v1", "v1.new", "v1.new..", "v1.new...", "v2.new.a.b.c", "v1.__proto__.a.b.c"])(
    "%j is none",
    (text) => expect(() => open(text)).toThrow(refused),
  );

  test("tells neither itself nor its key when it is refused", () => {
    const sealed = seal(new Secret("EAAB-token"), here, ring);
    const error = (() => {
      try {
        return open(sealed, { ...here, field: "other" });
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    const told = JSON.stringify([String(error), Object.entries(error), String((error as Error).cause)]);
    for (const secret of ["EAAB", keyOf(1), sealed]) expect(told).not.toContain(secret);
  });
});

describe("keys", () => {
  test("the first one seals; one that was rotated away still opens, an unknown one does not", () => {
    expect(seal(new Secret("x"), here, ring)).toMatch(/^v1\.new\./);
    expect(open(seal(new Secret("x"), here, oldRing))).toBe("x");
    expect(() => open(seal(new Secret("x"), here, ring), here, oldRing)).toThrow(refused);
  });

  test.each([
    undefined,
    "",
    ",",
    "k1",
    "k1:",
    `:${keyOf(1)}`,
    `k.1:${keyOf(1)}`,
    `k1:${Buffer.alloc(31).toString("base64")}`,
    `k1:${Buffer.alloc(33).toString("base64")}`,
    `k1:${keyOf(1)},k2:short`,
  ])("%j is no keyring", (text) => {
    expect(() => parseKeyring(text)).toThrow(expect.objectContaining({ code: "config_invalid.keys" }));
  });
});
