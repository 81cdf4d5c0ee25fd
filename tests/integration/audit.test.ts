import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { AuditExport, AuditQuery } from "@/lib/api/audit";
import { setFrequency } from "@/lib/connections/set-frequency";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { createApiKey } from "@/lib/workspaces/api-keys";
import { readAudit } from "@/lib/workspaces/audit";
import { exportAudit } from "@/lib/workspaces/export-audit";
import { exportTables, leftOut } from "@/lib/workspaces/export-tables";
import { exportWorkspace } from "@/lib/workspaces/export-workspace";
import type { Viewer } from "@/lib/workspaces/find-viewer";
import { recordAudit } from "@/lib/workspaces/record-audit";
import { createBareConnection } from "../support/bare-connection";
import { tenantTables } from "../support/tenant-tables";
import { createTestWorkspace } from "../support/workspace";

let viewer: Viewer;
let connectionId: string;
let key: string;
const clock = () => new Date("2026-06-10T15:00:00Z");
const ask = (query: Record<string, unknown>) => readAudit(viewer, AuditQuery.parse(query));
const textOf = async (pieces: AsyncGenerator<string>) => {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
};

beforeAll(async () => {
  const made = await createBareConnection();
  connectionId = made.connectionId;
  viewer = { ...made.viewer, origin: { ip: "203.0.113.7", userAgent: "Browser/1" } };
  await setFrequency(viewer, connectionId, "hourly", clock);
  const wanted = { name: "=Report", scope: "read", expires_in_days: null } as const;
  key = (await createApiKey(viewer, wanted, clock)).key.reveal();
  const machine: Viewer = { ...viewer, actor: { type: "api_key", id: "k", name: "Nightly", email: null } };
  await setFrequency(machine, connectionId, "daily", clock);
});

test("each act is noted with who did it, what, to what and from where, newest first", async () => {
  const { entries, actors } = await ask({});
  expect(entries.slice(0, 3)).toMatchObject([
    { action: "connection.frequency", actor: "Nightly", actor_type: "api_key", target: connectionId },
    { action: "api_key.created", target_name: "=Report", actor_type: "user" },
    { action: "connection.frequency", actor: "Test owner", ip: "203.0.113.7", user_agent: "Browser/1" },
  ]);
  expect(entries[0]?.detail).toMatchObject({ from: "hourly", to: "daily" });
  expect(actors).toEqual(["Nightly", "Test owner"]);
});

test("it is filtered by action and by person, and read in pages without a gap", async () => {
  expect((await ask({ action: "connection.frequency" })).entries).toHaveLength(2);
  expect((await ask({ action: "connection.frequency", actor: "Nightly" })).entries).toHaveLength(1);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: 1, cursor });
    seen.push(...page.entries.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual((await ask({ limit: 200 })).entries.map(({ id }) => id));
  expect(() => AuditQuery.parse({ action: "made.up" })).toThrow();
});

test("an act that fails leaves no note, and a note that fails undoes the act", async () => {
  const before = (await ask({ limit: 200 })).entries.length;
  await expect(
    withWorkspace(viewer, async (tx) => {
      await recordAudit(tx, viewer, { action: "connection.paused", target: connectionId });
      throw new Error("the act failed");
    }),
  ).rejects.toThrow();
  const nobody = { workspaceId: viewer.workspaceId, actor: { name: null as unknown as string } };
  await expect(
    withWorkspace(viewer, async (tx) => {
      await tx.execute(sql`update connections set name = 'changed' where id = ${connectionId}::uuid`);
      await recordAudit(tx, nobody, { action: "connection.paused" });
    }),
  ).rejects.toThrow();
  expect((await ask({ limit: 200 })).entries).toHaveLength(before);
  const rows = await withWorkspace(viewer, (tx) =>
    rowsOf<{ name: string }>(tx, sql`select name from connections where id = ${connectionId}::uuid`),
  );
  expect(rows[0]?.name).not.toBe("changed");
});

test("its export holds every entry, is itself noted, and runs no formula in a spreadsheet", async () => {
  const json = AuditExport.parse(JSON.parse(await textOf(await exportAudit(viewer, { format: "json" }))));
  expect(json[0]?.action).toBe("audit.exported");
  expect(json.length).toBeGreaterThan(3);
  const csv = await textOf(await exportAudit(viewer, { format: "csv" }));
  expect(csv.split("\r\n")[0]).toBe("id,at,actor,actor_type,action,target,target_name,detail,ip,user_agent");
  expect(csv).toContain("'=Report");
});

test("the export of a workspace holds a line for every row and nothing secret or foreign", async () => {
  const stranger = await createTestWorkspace();
  await createApiKey(stranger, { name: "Foreign", scope: "read", expires_in_days: 1 }, clock);
  const text = await textOf(await exportWorkspace(viewer, clock));
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { table?: string; end?: { rows: Record<string, number> } });
  expect(lines[0]).toMatchObject({ workspace: { id: viewer.workspaceId } });
  const counted: Record<string, number> = {};
  for (const { table } of lines) if (table) counted[table] = (counted[table] ?? 0) + 1;
  const told = Object.entries(lines.at(-1)?.end?.rows ?? {}).filter(([, rows]) => rows > 0);
  expect(Object.fromEntries(told)).toEqual(counted);
  expect(counted).toMatchObject({ connections: 1, connection_accounts: 1, members: 1 });
  for (const secret of [key, "key_hash", "sealed", "access_token", "Foreign", "test-token"])
    expect(text).not.toContain(secret);
});

test("every table of a workspace is exported, or left out for a reason", async () => {
  const exported = (await exportTables(viewer)).map(({ name }) => name);
  const unreadable = ["connection_secrets", "webhook_secrets"];
  const all = (await tenantTables()).map(({ name }) => name);
  expect([...exported, ...Object.keys(leftOut), ...unreadable].sort()).toEqual(all.sort());
});
