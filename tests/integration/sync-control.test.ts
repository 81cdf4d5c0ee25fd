import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { metricRevisions, syncRuns, syncSlices } from "@/drizzle/schema";
import { addDays, dayIn } from "@/lib/domain/day";
import { meta } from "@/lib/providers/meta";
import { simulator } from "@/lib/providers/meta/simulator";
import { backfill } from "@/lib/sync/backfill";
import { listHistory } from "@/lib/sync/history";
import { getJob } from "@/lib/sync/job";
import { previewPlan } from "@/lib/sync/preview";
import { retryFailed } from "@/lib/sync/retry-failed";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;
let truth: Awaited<ReturnType<SyncWorld["truth"]>>;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "control",
    at: "2026-06-10T15:00:00Z",
    size: { campaigns: 3, adsets: 3, ads: 4 },
  });
  truth = await world.truth();
});
afterAll(() => world.stop());
beforeEach(() => world.provider.control("DELETE", "faults"));

const slicesOf = (runId: string) =>
  world.read((tx) =>
    tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)).orderBy(syncSlices.position),
  );
const describe = ({ stream, accountExternalId, fromDay, toDay }: typeof syncSlices.$inferSelect) =>
  `${stream}:${accountExternalId}:${fromDay}..${toDay}`;
const connection = async () =>
  (await world.connection()) as NonNullable<Awaited<ReturnType<SyncWorld["connection"]>>>;
test("a retry reads exactly the failed parts, and the lanes are then as fresh as their first reading", async () => {
  const [denied] = truth.accounts;
  await world.provider.control("POST", "faults", { kind: "permission", route: `* *${denied?.externalId}*` });
  const first = await world.sync();
  expect(first.status).toBe("partial");
  const failed = (await slicesOf(first.run.id)).filter(({ status }) => status === "failed");
  expect(failed.length).toBeGreaterThan(3);
  expect(await getJob(world.viewer, first.run.id)).toMatchObject({ retryable: true });
  const asRead = (await connection()).laneClocks;

  await world.provider.control("DELETE", "faults");
  await world.advance(60);
  const { runId, joined } = await retryFailed(world.viewer, first.run.id);
  expect(joined).toBe(false);
  expect(await retryFailed(world.viewer, first.run.id)).toMatchObject({ runId, joined: true });
  const { run, status } = await world.runNow(runId);
  expect(status).toBe("succeeded");
  expect(run).toMatchObject({ trigger: "retry", parentRunId: first.run.id });
  expect((await slicesOf(runId)).map(describe)).toEqual(failed.map(describe));
  const now = await world.truth();
  const retried = now.metrics.filter((row) => row.accountExternalId === denied?.externalId);
  expect(retried.length).toBeGreaterThan(100);
  expect(await world.storedMetrics()).toMatchObject(world.expectedMetrics({ ...now, metrics: retried }));
  expect((await connection()).laneClocks).toEqual(asRead);
  const clocks = Object.values(asRead);
  expect(new Set(clocks)).toEqual(new Set([first.run.startedAt?.toISOString()]));
  expect(clocks).toHaveLength(5);
});

test("what was retried with success, and what succeeded, has nothing to retry", async () => {
  const runs = await world.read((tx) => tx.select().from(syncRuns));
  expect(runs).toHaveLength(2);
  for (const { id } of runs)
    await expect(retryFailed(world.viewer, id)).rejects.toMatchObject({
      code: "nothing_to_retry",
      status: 409,
      fix: expect.any(String),
    });
  const stranger = await createTestWorkspace();
  await expect(retryFailed(stranger, runs[0]?.id ?? "")).rejects.toMatchObject({ status: 404 });
  const { syncs } = await listHistory(world.viewer, { limit: 50, retryable: "true" });
  expect(syncs).toEqual([]);
  await expect(listHistory(world.viewer, { limit: 50, connectionId: "no-id" })).rejects.toMatchObject({
    status: 404,
  });
});

test("a failed sync is found in the history as retryable, and a retry of its retry reads what is left", async () => {
  await world.provider.control("POST", "faults", { kind: "html" });
  const first = await world.sync("full");
  expect(first.status).toBe("failed");
  const { syncs } = await listHistory(world.viewer, { limit: 50, retryable: "true" });
  expect(syncs.map(({ syncId }) => syncId)).toEqual([first.run.id]);
  const again = await world.runNow((await retryFailed(world.viewer, first.run.id)).runId);
  expect(again.status).toBe("failed");
  await world.provider.control("DELETE", "faults");
  const last = await world.runNow((await retryFailed(world.viewer, again.run.id)).runId);
  expect(last.status).toBe("succeeded");
  expect(last.run.scope).toMatchObject({ of: again.run.id, since: first.run.startedAt?.toISOString() });
  expect(Object.values((await connection()).laneClocks)).toContain(first.run.startedAt?.toISOString());
});

test("a backfill reads the chosen days and nothing else; its revisions say so and no clock moves", async () => {
  const before = await connection();
  const [from, to] = ["2025-12-10", "2026-01-20"];
  const { runId } = await backfill(world.viewer, world.connectionId, { from, to }, world.clock);
  await expect(backfill(world.viewer, world.connectionId, { from, to }, world.clock)).rejects.toMatchObject({
    code: "sync_active",
    status: 409,
  });
  const { status, run } = await world.runNow(runId);
  expect({ status, trigger: run.trigger, error: run.errorMessage }).toEqual({
    status: "succeeded",
    trigger: "backfill",
    error: null,
  });
  const slices = await slicesOf(runId);
  expect(new Set(slices.map(({ stream }) => stream))).toEqual(
    new Set(["account_metrics", "campaign_metrics", "adset_metrics", "ad_metrics", "demographics"]),
  );
  const days = slices.filter(({ stream }) => stream !== "demographics");
  expect([
    days.map((s) => s.fromDay).sort()[0],
    days
      .map((s) => s.toDay)
      .sort()
      .at(-1),
  ]).toEqual([from, to]);
  const months = slices.filter(({ stream }) => stream === "demographics");
  expect(new Set(months.map((s) => `${s.fromDay}..${s.toDay}`))).toEqual(
    new Set(["2025-12-01..2025-12-31", "2026-01-01..2026-01-31"]),
  );
  const long = await world.truth(200);
  const expected = long.metrics.filter(({ day }) => day >= from && day <= to);
  expect(expected.length).toBeGreaterThan(100);
  expect(await world.storedMetrics()).toMatchObject(world.expectedMetrics({ ...long, metrics: expected }));
  const revisions = await world.read((tx) =>
    tx.select().from(metricRevisions).where(eq(metricRevisions.runId, runId)),
  );
  expect(revisions.length).toBeGreaterThan(100);
  expect(new Set(revisions.map(({ cause }) => cause))).toEqual(new Set(["backfill"]));
  expect(await connection()).toMatchObject({
    laneClocks: before.laneClocks,
    lastSyncCompletedAt: before.lastSyncCompletedAt,
  });
});

test.each([
  ["the future", { from: "2026-06-01", to: "2026-06-30" }],
  ["days the provider no longer tells", { from: "2023-01-01", to: "2023-01-31" }],
])("a backfill of %s is refused with the days that are possible", async (_, days) => {
  await expect(backfill(world.viewer, world.connectionId, days, world.clock)).rejects.toMatchObject({
    code: "invalid_range",
    status: 422,
    fix: expect.stringMatching(/\d{4}-\d{2}-\d{2}/),
  });
});

test("a backfill reaches back to the first day the provider tells", async () => {
  const today = truth.accounts.map(({ timezone }) => dayIn(timezone, world.clock())).sort()[0] ?? "";
  const from = addDays(today, 1 - meta.limits.historyDays);
  const asked = { from, to: from, streams: ["account_metrics" as const] };
  const { runId } = await backfill(world.viewer, world.connectionId, asked, world.clock);
  const { status } = await world.runNow(runId);
  expect(status).toBe("succeeded");
  expect(new Set((await slicesOf(runId)).map(({ stream }) => stream))).toEqual(new Set(["account_metrics"]));
});

test("a preview plans as the sync does, knows its calls from earlier ones, and writes nothing", async () => {
  const counts = () => world.read(async (tx) => [await tx.$count(syncRuns), await tx.$count(syncSlices)]);
  const before = await counts();
  const preview = await previewPlan(world.viewer, world.connectionId, { mode: "full" }, world.clock);
  expect(await counts()).toEqual(before);
  const { run } = await world.sync("full");
  const slices = await slicesOf(run.id);
  expect(preview.slices.map((s) => `${s.stream}:${s.account_external_id}:${s.from}..${s.to}`)).toEqual(
    slices.map(describe),
  );
  expect(preview.slices.every(({ basis }) => basis === "measured")).toBe(true);
  expect(preview.calls).toBeGreaterThanOrEqual(run.apiCalls * 0.8);
  expect(preview.calls).toBeLessThanOrEqual(run.apiCalls * 1.5);
  expect(preview.accounts).toHaveLength(truth.accounts.length);
  const after = await previewPlan(world.viewer, world.connectionId, { mode: "full" }, world.clock);
  for (const account of after.accounts) {
    expect(account.remaining).toBe(account.limit - account.used);
    expect(account.fits).toBe(account.calls <= account.remaining);
    expect(account.used).toBeGreaterThan(0);
  }
});

test("a preview of chosen days plans as the backfill does", async () => {
  const days = { from: "2026-05-01", to: "2026-05-03", streams: ["campaign_metrics" as const] };
  const preview = await previewPlan(
    world.viewer,
    world.connectionId,
    { mode: "incremental", ...days },
    world.clock,
  );
  const { runId } = await backfill(world.viewer, world.connectionId, days, world.clock);
  await world.runNow(runId);
  expect(preview.slices.map((s) => `${s.stream}:${s.account_external_id}:${s.from}..${s.to}`)).toEqual(
    (await slicesOf(runId)).map(describe),
  );
  expect(preview).toMatchObject({ from: days.from, to: days.to, lanes: [] });
});
