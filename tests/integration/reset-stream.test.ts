import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, dailyMetrics, metricRevisions } from "@/drizzle/schema";
import { simulator } from "@/lib/providers/meta/simulator";
import { cancelSync } from "@/lib/sync/cancel";
import { resetStream } from "@/lib/sync/reset-stream";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "reset",
    at: "2026-06-10T15:00:00Z",
    size: { campaigns: 2, adsets: 2, ads: 2 },
  });
  await world.sync();
  await world.advance(2 * 3_600);
  await world.sync("full");
});
afterAll(() => world.stop());

const connection = async () =>
  (await world.connection()) as NonNullable<Awaited<ReturnType<SyncWorld["connection"]>>>;
const countRevisions = () =>
  world.read((tx) => tx.$count(metricRevisions, eq(metricRevisions.connectionId, world.connectionId)));

test("a reset empties one stream, keeps its revisions, and reading it again makes none", async () => {
  const others = await world.storedMetrics();
  const before = await countRevisions();
  expect(before).toBeGreaterThan(0);
  const ads = () =>
    world.read((tx) =>
      tx.$count(
        dailyMetrics,
        and(eq(dailyMetrics.connectionId, world.connectionId), eq(dailyMetrics.level, "ad")),
      ),
    );
  const stored = await ads();
  const { runId, rowsRemoved } = await resetStream(world.viewer, world.connectionId, "ad_metrics");
  expect(rowsRemoved).toBe(stored);
  expect(await ads()).toBe(0);
  await expect(resetStream(world.viewer, world.connectionId, "ads")).rejects.toMatchObject({
    code: "sync_active",
  });
  const { status, run } = await world.runNow(runId);
  expect({ status, mode: run.mode, revisions: run.revisions }).toEqual({
    status: "succeeded",
    mode: "full",
    revisions: 0,
  });
  expect(await countRevisions()).toBe(before);
  const after = await world.storedMetrics();
  expect(after).toMatchObject(world.expectedMetrics(await world.truth()));
  expect(Object.keys(after).every((key) => after[key] === others[key])).toBe(true);
  expect((await connection()).reimports).toEqual([]);
  const audit = await world.read((tx) => tx.select().from(auditLog));
  expect(audit.find(({ action }) => action === "connection.reset")).toMatchObject({
    target: world.connectionId,
    detail: { stream: "ad_metrics", rowsRemoved: stored, runId },
  });
});

test("a reset whose run fails still makes no false news when the next one reads the stream", async () => {
  const { runId } = await resetStream(world.viewer, world.connectionId, "campaign_metrics");
  await cancelSync(world.viewer, runId, world.clock);
  const scheduled = await world.sync();
  expect(scheduled.run.inserted).toBeGreaterThan(0);
  expect(scheduled.run.revisions).toBe(0);
  expect((await connection()).reimports).toEqual(["campaign_metrics"]);
  await world.sync("full");
  expect((await connection()).reimports).toEqual([]);
});
