import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { metricRevisions } from "@/drizzle/schema";
import type { MetricRow } from "@/lib/api/numbers";
import { readMetrics } from "@/lib/insights/metrics";
import { readRestatements } from "@/lib/insights/restatements";
import { listRevisions } from "@/lib/insights/revisions";
import { listStreams } from "@/lib/insights/streams";
import { createSyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

type World = Awaited<ReturnType<typeof createSyncWorld>>;
const size = { accounts: 2, campaigns: 3, adsets: 2, ads: 2 };
let world: World;
let lastRunId: string;

beforeAll(async () => {
  world = await createSyncWorld({ providerId: "meta", seed: "console", at: "2026-11-14T11:00:00Z", size });
  await world.sync();
  await world.advance(3 * 86_400);
  lastRunId = (await world.sync()).run.id;
});
afterAll(() => world?.stop());

test("each stream tells what the newest sync that read it found, and rows add up", async () => {
  const { streams } = await listStreams(world.viewer, world.connectionId);
  expect(streams.map(({ stream }) => stream)).toContain("campaign_metrics");
  for (const stream of streams) {
    const { fetched, inserted, updated, unchanged, quarantined } = stream;
    expect([stream.stream, fetched]).toEqual([stream.stream, inserted + updated + unchanged + quarantined]);
    expect(stream).toMatchObject({ status: "read", error: null, set_aside: 0 });
    expect(stream.read_at).not.toBeNull();
  }
  const metrics = streams.find(({ stream }) => stream === "campaign_metrics");
  expect(metrics).toMatchObject({ run_id: lastRunId, accounts: 2, to: "2026-11-17" });
});

test("restatements count every recorded move by the day and its age, and nothing of the first import", async () => {
  const { workspaceId } = world.viewer;
  const found = await readRestatements(world.viewer, world.connectionId, { level: "campaign" }, world.clock);
  const [moves] = await world.read((tx) =>
    tx
      .select({ count: sql<number>`count(*)::int` })
      .from(metricRevisions)
      .where(
        and(
          eq(metricRevisions.workspaceId, workspaceId),
          eq(metricRevisions.level, "campaign"),
          sql`cause <> 'first_import' and date between ${found.from}::date and ${found.to}::date`,
        ),
      ),
  );
  expect(moves?.count).toBeGreaterThan(0);
  expect(found.cells.reduce((sum, { changes }) => sum + changes, 0)).toBe(moves?.count);
  for (const { day, age_days } of found.cells)
    expect([day, age_days >= 0 && day <= "2026-11-17"]).toEqual([day, true]);
});

test("pages of entities join to the whole, each row once, with its account's currency and time zone", async () => {
  const query = { connectionId: world.connectionId, level: "ad", groupBy: "entity" } as const;
  const whole = await readMetrics(world.viewer, query, world.clock);
  expect(whole.nextCursor).toBeNull();
  const rows: MetricRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await readMetrics(world.viewer, { ...query, limit: 5, cursor }, world.clock);
    expect(page.rows.length).toBeLessThanOrEqual(5);
    rows.push(...page.rows);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(rows).toEqual(whole.rows);
  expect(new Set(rows.map(({ entity_id }) => entity_id)).size).toBe(rows.length);
  for (const row of rows)
    expect(row).toMatchObject({ connection_id: world.connectionId, timezone: expect.stringMatching(/\w+/) });
  // One that was deleted before we first looked is known by its numbers alone.
  expect(rows.some(({ parent_name }) => parent_name !== null)).toBe(true);
});

test("a number's changes over a range are those of its days", async () => {
  const account = (await world.accounts())[0]?.externalId ?? "";
  const asked = {
    connectionId: world.connectionId,
    level: "account",
    entityId: account,
    limit: 200,
  } as const;
  const all = await listRevisions(world.viewer, { ...asked, metric: "spend" });
  const range = { from: "2026-11-13", to: "2026-11-15" };
  const some = await listRevisions(world.viewer, { ...asked, metric: "spend", ...range });
  expect(some.revisions).toEqual(all.revisions.filter(({ day }) => day >= range.from && day <= range.to));
  expect(some.revisions.length).toBeGreaterThan(0);
});

test("none of it is told to another workspace, and a made-up cursor is refused", async () => {
  const stranger = await createTestWorkspace();
  const { connectionId, clock } = world;
  await expect(listStreams(stranger, connectionId)).rejects.toMatchObject({ status: 404 });
  await expect(readRestatements(stranger, connectionId, { level: "ad" }, clock)).rejects.toMatchObject({
    status: 404,
  });
  const foreign = await readMetrics(stranger, { connectionId, level: "ad", groupBy: "entity" }, clock);
  expect(foreign.rows).toEqual([]);
  const cursor = Buffer.from("[1]").toString("base64url");
  const query = { level: "ad", groupBy: "entity", cursor } as const;
  await expect(readMetrics(world.viewer, query, clock)).rejects.toMatchObject({ code: "invalid_cursor" });
});
