import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quarantine } from "@/drizzle/schema";
import { QuarantineQuery, QuarantineResponse } from "@/lib/api/quarantine";
import { listQuarantine } from "@/lib/insights/quarantine";
import { listStreams } from "@/lib/insights/streams";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

const token = `EAA${"x9".repeat(20)}`;
const size = { accounts: 2, campaigns: 2, adsets: 1, ads: 1 };
let world: SyncWorld;
let firstRunId: string;
let lastRunId: string;

const list = async (runId: string, query: Record<string, unknown> = {}, viewer = world.viewer) =>
  QuarantineResponse.parse(await listQuarantine(viewer, runId, QuarantineQuery.parse(query)));
const stored = (runId: string) =>
  world.read((tx) => tx.select().from(quarantine).where(eq(quarantine.runId, runId)));

beforeAll(async () => {
  world = await createSyncWorld({ providerId: "meta", seed: "set-aside", at: "2026-06-10T15:00:00Z", size });
  const params = { field: "spend", value: token };
  await world.provider.control("POST", "faults", {
    kind: "malformed_row",
    route: "GET act_*/insights",
    params,
  });
  firstRunId = (await world.sync()).run.id;
});
afterAll(() => world?.stop());

test("each row set aside is told with its stream, account, key, days, fault and text, and no credential", async () => {
  const { rows, nextCursor, earlier } = await list(firstRunId, { limit: 200 });
  const kept = await stored(firstRunId);
  expect([rows.length, nextCursor, earlier]).toEqual([kept.length, null, null]);
  expect(rows.map(({ stream, key }) => `${stream} ${key}`)).toEqual(
    kept.map(({ stream, naturalKey }) => `${stream} ${naturalKey}`).sort(),
  );
  const accounts = new Map((await world.accounts()).map(({ externalId, name }) => [externalId, name]));
  for (const row of rows) {
    expect(row).toMatchObject({ field: "spend", resolved_at: null, run_id: firstRunId });
    expect(row.account_name).toBe(accounts.get(row.account_id ?? ""));
    expect(row.key).toContain(":");
    expect(row.reason).not.toBe("");
    expect([row.from && row.from <= "2026-06-10", row.payload.startsWith("{")]).toEqual([true, true]);
  }
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("pages give every row once, in order, and a made-up cursor is refused", async () => {
  const whole = await list(firstRunId, { limit: 200 });
  const paged: typeof whole.rows = [];
  for (let cursor: string | null = null; ; ) {
    const page: QuarantineResponse = await list(firstRunId, { limit: 3, ...(cursor && { cursor }) });
    expect(page.rows.length).toBeLessThanOrEqual(3);
    paged.push(...page.rows);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged.length).toBeGreaterThan(3);
  expect(paged).toEqual(whole.rows);
  await expect(list(firstRunId, { cursor: "WzFd" })).rejects.toMatchObject({ code: "invalid_cursor" });
});

test("a row that comes again is told by both syncs, one that does not by its own and as an earlier one", async () => {
  await world.advance(2 * 86_400);
  const { run } = await world.sync();
  lastRunId = run.id;
  const again = await list(lastRunId, { limit: 200 });
  expect(again.rows.length).toBeGreaterThan(0);
  const both = (await list(firstRunId, { limit: 200 })).rows.filter(({ run_id }) => run_id === lastRunId);
  expect(both.length).toBeGreaterThan(0);
  for (const row of both) expect(again.rows).toContainEqual(row);
  const left = (await stored(firstRunId)).filter(({ resolvedAt }) => resolvedAt === null);
  expect(again.earlier).toEqual(left.length > 0 ? { run_id: firstRunId, rows: left.length } : null);
});

test("each stream leads to the newest sync with a row of it that is still set aside", async () => {
  const { streams } = await listStreams(world.viewer, world.connectionId);
  const led = streams.filter(({ set_aside }) => set_aside > 0);
  expect(led.map(({ stream }) => stream)).toContain("campaign_metrics");
  for (const { stream, set_aside_run_id } of led) {
    const { rows } = await list(set_aside_run_id ?? "", { limit: 200 });
    expect(rows.map((row) => row.stream)).toContain(stream);
  }
  expect(
    streams.filter(({ set_aside }) => set_aside === 0).every((one) => one.set_aside_run_id === null),
  ).toBe(true);
});

test("rows that came right say when, and of rows that are gone nothing is told", async () => {
  await world.provider.control("DELETE", "faults");
  await world.sync("full");
  const { rows } = await list(lastRunId, { limit: 200 });
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ resolved_at }) => resolved_at === null)).toEqual([]);
  await world.read((tx) => tx.delete(quarantine));
  expect(await list(lastRunId)).toEqual({ rows: [], nextCursor: null, earlier: null });
});

test("a sync of another workspace, or none, is not found", async () => {
  const missing = { code: "not_found", status: 404 };
  await expect(list(firstRunId, {}, await createTestWorkspace())).rejects.toMatchObject(missing);
  await expect(list("sync_unknown")).rejects.toMatchObject(missing);
});
