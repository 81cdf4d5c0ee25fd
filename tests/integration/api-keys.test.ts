import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, auditLog } from "@/drizzle/schema";
import type { CreateApiKeyRequest } from "@/lib/api/api-keys";
import { withWorkspace } from "@/lib/db/transaction";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/workspaces/api-keys";
import { bearerOf, callsPerMinute, findKeyViewer } from "@/lib/workspaces/find-key-viewer";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { createTestWorkspace } from "../support/workspace";

let viewer: Viewer;
let now = new Date("2026-06-10T15:00:10Z");
const clock = () => now;
const headers = new Headers({ "user-agent": "report/1.0" });
const make = async (wanted: Partial<CreateApiKeyRequest> = {}) => {
  const request = { name: "Report", scope: "read", expires_in_days: 30, ...wanted } as const;
  const { apiKey, key } = await createApiKey(viewer, request, clock);
  return { apiKey, token: key.reveal() };
};
const ask = (token: string) => findKeyViewer(token, headers, clock);

beforeAll(async () => {
  viewer = await createTestWorkspace();
});

test("a key acts for its workspace with its scope, and its last use is noted", async () => {
  const { apiKey, token } = await make({ scope: "sync" });
  expect(apiKey).toMatchObject({ status: "active", last_used_at: null, created_by: "Test owner" });
  expect(await ask(token)).toMatchObject({
    workspaceId: viewer.workspaceId,
    role: "member",
    scope: "sync",
    actor: { type: "api_key", id: apiKey.id, name: "Report" },
    origin: { ip: null, userAgent: "report/1.0" },
  });
  const listed = (await listApiKeys(viewer, clock)).find(({ id }) => id === apiKey.id);
  expect(listed?.last_used_at).toBe(now.toISOString());
});

test("the key itself is nowhere in the database", async () => {
  const { apiKey, token } = await make();
  const stored = await withWorkspace(viewer, async (tx) => ({
    key: await tx.select().from(apiKeys).where(eq(apiKeys.id, apiKey.id)),
    audit: await tx.select().from(auditLog),
  }));
  expect(JSON.stringify(stored)).not.toContain(token.slice(12, -4));
  expect(stored.audit.map(({ action }) => action)).toContain("api_key.created");
});

test("a revoked key is refused from the next call on, and says so", async () => {
  const { apiKey, token } = await make();
  await ask(token);
  expect(await revokeApiKey(viewer, apiKey.id, clock)).toMatchObject({ status: "revoked" });
  await expect(ask(token)).rejects.toMatchObject({ status: 401, message: "This API key was revoked." });
  await revokeApiKey(viewer, apiKey.id, clock);
  const noted = await withWorkspace(viewer, (tx) =>
    tx.select().from(auditLog).where(eq(auditLog.target, apiKey.id)),
  );
  expect(noted.map(({ action }) => action).sort()).toEqual(["api_key.created", "api_key.revoked"]);
});

test("a key ends when its days are over", async () => {
  const { token } = await make({ expires_in_days: 1 });
  const made = now;
  now = new Date(made.getTime() + 86_400_000 - 1);
  await ask(token);
  now = new Date(made.getTime() + 86_400_000);
  await expect(ask(token)).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  now = made;
});

test("made-up and unknown keys are refused alike with 401", async () => {
  const { token } = await make();
  const unknown = token.replace(/.$/, token.endsWith("0") ? "1" : "0");
  for (const wrong of ["", "freshet_x", unknown])
    await expect(ask(wrong)).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
});

test("a key that asks more than its minute allows is told until when", async () => {
  const { apiKey, token } = await make();
  await ask(token);
  const set = (windowCalls: number) =>
    withWorkspace(viewer, (tx) => tx.update(apiKeys).set({ windowCalls }).where(eq(apiKeys.id, apiKey.id)));
  await set(callsPerMinute - 1);
  await ask(token);
  await expect(ask(token)).rejects.toMatchObject({
    status: 429,
    code: "rate_limited",
    until: new Date("2026-06-10T15:01:00Z"),
  });
  now = new Date("2026-06-10T15:01:00Z");
  await ask(token);
});

test("calls made at once are all counted", async () => {
  const { apiKey, token } = await make();
  await Promise.all(Array.from({ length: 8 }, () => ask(token)));
  const [row] = await withWorkspace(viewer, (tx) =>
    tx.select().from(apiKeys).where(eq(apiKeys.id, apiKey.id)),
  );
  expect(row?.windowCalls).toBe(8);
});

test("another workspace neither sees nor revokes it", async () => {
  const { apiKey } = await make();
  const stranger = await createTestWorkspace();
  expect(await listApiKeys(stranger, clock)).toEqual([]);
  await expect(revokeApiKey(stranger, apiKey.id, clock)).rejects.toMatchObject({ status: 404 });
  await expect(revokeApiKey(viewer, "no-id", clock)).rejects.toMatchObject({ status: 404 });
});

test("a bearer token is read from its header, whatever the case of the scheme", () => {
  expect(bearerOf(new Headers({ authorization: "bearer abc" }))).toBe("abc");
  expect(bearerOf(new Headers({ authorization: "Basic abc" }))).toBeNull();
  expect(bearerOf(new Headers())).toBeNull();
});
