import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  apiBudget,
  checkpoints,
  metricRevisions,
  outbox,
  pageKeys,
  quarantine,
  syncEvents,
  syncRuns,
  syncSlices,
} from "@/drizzle/schema";
import { newId, newRunId } from "@/lib/core/ids";
import { database } from "@/lib/db/client";
import { rowsOf } from "@/lib/db/transaction";
import { simulator } from "@/lib/providers/meta/simulator";
import { pruneAll } from "@/lib/sync/prune";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

// Pruning sees every workspace: no other test lives in these years.
const now = new Date("2019-06-10T15:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({ providerId: "meta", simulator, seed: "prune", at: now.toISOString() });
});
afterAll(() => world.stop());

type RunAge = { days: number; status?: string };

async function addRun({ days, status = "succeeded" }: RunAge): Promise<string> {
  const { workspaceId } = world.viewer;
  const id = newRunId();
  const at = ago(days);
  await world.read(async (tx) => {
    await tx.insert(syncRuns).values({
      ...{
        id,
        workspaceId,
        connectionId: world.connectionId,
        trigger: "manual",
        mode: "full",
        actor: "test",
      },
      ...{ status, queuedAt: at, completedAt: status === "running" ? null : at },
    });
    const slice = { phase: "campaigns", lane: "entities", stream: "ads", accountExternalId: "act_1" };
    await tx.insert(syncSlices).values({
      ...slice,
      ...{ runId: id, position: 0, workspaceId, fromDay: "2019-01-01", toDay: "2019-01-01", queuedAt: at },
    });
    await tx
      .insert(syncEvents)
      .values({ runId: id, seq: 1, workspaceId, at, step: "done", detail: "", progress: 100, data: {} });
    await tx.insert(pageKeys).values({ runId: id, position: 0, page: 0, workspaceId, keys: ["1"] });
  });
  return id;
}

const left = (runIds: string[]) =>
  world.read(async (tx) => {
    const of = async (table: typeof syncEvents | typeof syncSlices | typeof pageKeys) =>
      (await tx.select({ runId: table.runId }).from(table)).map(({ runId }) => runIds.indexOf(runId)).sort();
    return { events: await of(syncEvents), slices: await of(syncSlices), keys: await of(pageKeys) };
  });

test("what runs leave goes at its own age; the runs stay, and an active one keeps all it needs", async () => {
  const ages: RunAge[] = [{ days: 1 }, { days: 15 }, { days: 91 }, { days: 200, status: "running" }];
  const runs: string[] = [];
  for (const age of ages) runs.push(await addRun(age));
  const pruned = await pruneAll(() => now);
  expect(pruned).toMatchObject({ sync_events: 3, sync_slices: 1 });
  expect(await left(runs)).toEqual({ events: [0], slices: [0, 1, 3], keys: [3] });
  expect(await world.read((tx) => tx.$count(syncRuns))).toBe(4);
  expect(await pruneAll(() => now)).toMatchObject({ sync_events: 0, sync_slices: 0 });
});

test("more rows than a batch holds are all deleted", async () => {
  const runId = await addRun({ days: 3 });
  const { workspaceId } = world.viewer;
  await world.read((tx) =>
    tx.execute(sql`insert into sync_events (run_id, seq, workspace_id, at, step, detail, progress, data)
      select ${runId}, n, ${workspaceId}::uuid, ${ago(20).toISOString()}::timestamptz, '2/6', '', 1, '{}' from generate_series(2, 12001) n`),
  );
  expect((await pruneAll(() => now)).sync_events).toBe(12_000);
  expect(await world.read((tx) => tx.$count(syncEvents, eq(syncEvents.runId, runId)))).toBe(1);
});

test("old checkpoints, spent minutes, rows set aside long ago and sent events go; what waits to be sent never does", async () => {
  const { workspaceId } = world.viewer;
  const scope = `prune:${newId()}`;
  await world.read(async (tx) => {
    const checkpoint = { connectionId: world.connectionId, workspaceId, stream: "ads", runId: "r" };
    await tx.insert(checkpoints).values([
      { ...checkpoint, partition: "old", updatedAt: ago(101) },
      { ...checkpoint, partition: "young", updatedAt: ago(99) },
    ]);
    await tx.insert(apiBudget).values([
      { scope, minute: ago(3 / 24), calls: 1 },
      { scope, minute: ago(1 / 24), calls: 1 },
    ]);
    const row = { connectionId: world.connectionId, workspaceId, stream: "ads", runId: "r" };
    await tx.insert(quarantine).values([
      { ...row, naturalKey: "old", reason: "invalid", excerpt: "{}", lastSeenAt: ago(91) },
      { ...row, naturalKey: "young", reason: "invalid", excerpt: "{}", lastSeenAt: ago(89) },
    ]);
    const event = { workspaceId, name: "sync/requested", data: {}, createdAt: ago(30) };
    await tx.insert(outbox).values([
      { ...event, id: newId(), eventId: `sent-long-ago-${scope}`, dispatchedAt: ago(8) },
      { ...event, id: newId(), eventId: `sent-${scope}`, dispatchedAt: ago(6) },
      { ...event, id: newId(), eventId: `waits-${scope}`, dispatchedAt: null },
    ]);
  });
  expect(await pruneAll(() => now)).toMatchObject({
    checkpoints: 1,
    api_budget: 1,
    quarantine: 1,
    outbox: 1,
  });
  const kept = await world.read(async (tx) => [
    (await tx.select().from(checkpoints)).map(({ partition }) => partition),
    (await tx.select().from(quarantine)).map(({ naturalKey }) => naturalKey),
    (await tx.select().from(outbox)).map(({ eventId }) => eventId).sort(),
  ]);
  expect(kept).toEqual([["young"], ["young"], [`sent-${scope}`, `waits-${scope}`]]);
});

test("revisions live in monthly partitions: made ahead, also under rows that came first, and dropped when too old", async () => {
  const { workspaceId } = world.viewer;
  const revision = {
    ...{ workspaceId, connectionId: world.connectionId, level: "ad", entityExternalId: "1", metric: "spend" },
    ...{ date: "2017-01-01", runId: "r", cause: "restatement", ageDays: 9, oldValue: 1n, newValue: 2n },
  };
  const add = (observedAt: Date) =>
    world.read((tx) => tx.insert(metricRevisions).values({ ...revision, id: newId(), observedAt }));
  const partitions = async () =>
    (
      await database().transaction((tx) =>
        rowsOf<{ name: string }>(
          tx,
          sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'metric_revisions'::regclass`,
        ),
      )
    ).map(({ name }) => name);
  for (const month of ["2016-03", "2019-06"]) await add(new Date(`${month}-05T00:00:00Z`));
  await pruneAll(() => new Date("2016-03-20T00:00:00Z"));
  expect(await partitions()).toEqual(
    expect.arrayContaining(["metric_revisions_2016_03", "metric_revisions_2016_04"]),
  );
  expect(await world.read((tx) => tx.$count(metricRevisions))).toBe(2);
  const { revision_partitions } = await pruneAll(() => now);
  expect(revision_partitions).toBe(2);
  expect(await partitions()).toEqual(
    expect.arrayContaining(["metric_revisions_2019_06", "metric_revisions_2019_07"]),
  );
  const stored = await world.read((tx) => tx.select().from(metricRevisions));
  expect(stored.map(({ observedAt }) => observedAt.toISOString())).toEqual(["2019-06-05T00:00:00.000Z"]);
});
