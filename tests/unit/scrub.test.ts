import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scrub } from "@/lib/core/scrub";
import { Secret } from "@/lib/core/secret";

const body = (length: number, unit = "abcXYZ019_-") =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: length, maxLength: length + 20 });
const word = (unit?: string) => body(48, unit);

/** Secrets of each vendor as they look on the wire. */
const tokens = {
  "Meta access token": word("abcXYZ019").map((text) => `EAA${text}`),
  "Google access token": word().map((text) => `ya29.${text}`),
  "Google refresh token": word().map((text) => `1//${text}`),
  "Google client secret": body(28).map((text) => `GOCSPX-${text}`),
  "LinkedIn token": word().map((text) => `AQ${text}`),
  "Amazon access token": word("abcXYZ019/+").map((text) => `Atza|${text}`),
  "Amazon refresh token": word("abcXYZ019/+").map((text) => `Atzr|${text}`),
  "Amazon client secret": body(64, "abcdef0123456789").map((text) => `amzn1.oa2-cs.v1.${text}`),
  "webhook secret": word("abcXYZ019+/").map((text) => `whsec_${text}`),
  JWT: fc.tuple(word(), word(), word()).map(([a, b, c]) => `eyJ${a}.${b}.${c}`),
};
/** Where a token may stand in a log line, an error or an excerpt. */
const places: ((token: string) => string)[] = [
  (token) => token,
  (token) => `token=${token}`,
  (token) => `"${token}",`,
  (token) => `Error: ${token} has expired`,
  (token) => `https://graph.example/me?access_token=${token}&fields=id`,
  (token) => `next=https%3A%2F%2Fgraph.example%2Fme%3Faccess_token%3D${token}%26limit%3D1`,
  (token) => `Authorization: Bearer ${token}`,
  (token) => JSON.stringify({ text: `first line\n${token}` }),
  (token) => JSON.stringify({ text: JSON.stringify({ access_token: token }) }),
];

describe.each(Object.entries(tokens))("%s", (_name, token) => {
  test.each(places.map((place) => [place("…"), place] as const))("leaves nothing in %s", (_shape, place) => {
    fc.assert(
      fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
        const clean = scrub(`${before} ${place(secret)} ${after}`);
        expect(clean).not.toContain(secret.slice(-24));
      }),
    );
  });
});

describe("a secret without a shape of its own is known by its name", () => {
  const names = ["access_token", "refresh_token", "client_secret", "appsecret_proof", "fb_exchange_token"];
  const secret = "0123456789abcdef0123456789abcdef";
  test.each(names)("%s", (name) => {
    const forms = [
      `${name}=${secret}`,
      `grant_type=x&${name}=${secret}&y=1`,
      `{"${name}":"${secret}"}`,
      `{ "${name}": "${secret}" }`,
      `{ ${name}: '${secret}' }`,
      JSON.stringify({ text: JSON.stringify({ [name]: secret }) }),
    ];
    for (const form of forms) expect(scrub(form)).not.toContain(secret.slice(8));
  });

  test("the password of a database address", () => {
    expect(scrub("connect postgres://freshet:hunter2@db.example:5432/freshet failed")).not.toContain(
      "hunter2",
    );
  });
});

test("scrubbing twice changes nothing more, and plain text stays as it is", () => {
  const plain = "Meta Ads: campaign metrics 2026-06-01 to 2026-06-30, 1,204 rows (code 190)";
  expect(scrub(plain)).toBe(plain);
  fc.assert(fc.property(fc.string(), (text) => scrub(scrub(text)) === scrub(text)));
});

test("a secret is not told by printing, joining, inspecting or serialising it", () => {
  const secret = new Secret("EAAB-token");
  const told = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true }),
  ];
  for (const text of told) expect(text).not.toContain("EAAB-token");
  expect(Object.keys(secret)).toEqual([]);
  expect(secret.reveal()).toBe("EAAB-token");
});
