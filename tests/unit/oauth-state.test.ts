import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Secret } from "@/lib/core/secret";
import { createOAuthState, readOAuthState } from "@/lib/crypto/oauth-state";
import { seal } from "@/lib/crypto/seal";
import { testEnv } from "../support/env";

process.env.FRESHET_KEYS = testEnv.FRESHET_KEYS;

const now = new Date("2026-06-10T12:00:00Z");
const owner = { provider: "meta", workspaceId: "w-1", actorId: "u-1" };
const later = (ms: number) => new Date(now.getTime() + ms);
const refused = expect.objectContaining({ code: "oauth_state", status: 400 });

test("the one who started a consent gets its verifier back, which fits the challenge", () => {
  const { cookie, state, challenge } = createOAuthState(owner, now);
  const { verifier } = readOAuthState(cookie, state, owner, later(9 * 60_000));
  expect(createHash("sha256").update(verifier).digest("base64url")).toBe(challenge);
  expect(verifier.length).toBeGreaterThanOrEqual(43);
  expect(cookie).not.toContain(verifier);
  expect(cookie).not.toContain(state);
});

test("a consent remembers which connection it is to reconnect", () => {
  const again = createOAuthState({ ...owner, connectionId: "c-1" }, now);
  expect(readOAuthState(again.cookie, again.state, owner, now).connectionId).toBe("c-1");
  const first = createOAuthState(owner, now);
  expect(readOAuthState(first.cookie, first.state, owner, now).connectionId).toBeNull();
});

test("each consent has its own state", () => {
  const states = Array.from({ length: 50 }, () => createOAuthState(owner, now));
  expect(new Set(states.map(({ state }) => state)).size).toBe(50);
  const [one, other] = states;
  expect(() => readOAuthState(one?.cookie, other?.state ?? null, owner, now)).toThrow(refused);
});

test.each(["provider", "workspaceId", "actorId"] as const)("an answer for another %s is refused", (field) => {
  const { cookie, state } = createOAuthState(owner, now);
  expect(() => readOAuthState(cookie, state, { ...owner, [field]: "other" }, now)).toThrow(refused);
});

test("after ten minutes a consent is over", () => {
  const { cookie, state } = createOAuthState(owner, now);
  expect(() => readOAuthState(cookie, state, owner, later(10 * 60_000))).not.toThrow();
  expect(() => readOAuthState(cookie, state, owner, later(10 * 60_000 + 1))).toThrow(refused);
});

test("a cookie that is missing, foreign or a sealed token is refused", () => {
  const { cookie, state } = createOAuthState(owner, now);
  const token = seal(new Secret("{}"), { workspaceId: "-", connectionId: "-", field: "access_token" });
  for (const other of [undefined, "", "x", cookie.slice(0, -2), `${cookie}.x`, token])
    expect(() => readOAuthState(other, state, owner, now)).toThrow(refused);
  for (const other of [null, "", `${state}x`])
    expect(() => readOAuthState(cookie, other, owner, now)).toThrow(refused);
});
