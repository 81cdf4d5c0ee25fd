import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connections, outbox, syncEvents, syncRuns } from "@/drizzle/schema";
import { pauseConnection, resumeConnection } from "@/lib/connections/pause";
import { simulator } from "@/lib/providers/meta/simulator";
import { cancelSync } from "@/lib/sync/cancel";
import { deliver, type OutgoingEvent } from "@/lib/sync/outbox";
import { requestSync } from "@/lib/sync/request";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";
import { createTestWorkspace } from "../support/workspace";

let world: SyncWorld;

beforeAll(async () => {
  world = await createSyncWorld({
    providerId: "meta",
    simulator,
    seed: "requests?accounts=3&campaigns=2&adsets=2&ads=2",
    at: "2026-06-10T15:00:00Z",
  });
});
afterAll(() => world.stop());

const readRun = async (runId: string) => {
  const [run] = await world.read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
  return run;
};

test("ten clicks at once give one run and one event", async () => {
  const clicks = await Promise.all(Array.from({ length: 10 }, () => world.request()));
  const [first] = clicks;
  expect(new Set(clicks.map(({ runId }) => runId)).size).toBe(1);
  expect(clicks.filter(({ joined }) => !joined)).toHaveLength(1);
  const events: OutgoingEvent[] = [];
  await deliver(world.viewer.workspaceId, async (sent) => events.push(...sent));
  expect(events.map(({ id }) => id)).toEqual([`sync-${first?.runId}`]);
  expect(await deliver(world.viewer.workspaceId, async () => undefined)).toBe(0);
});

test("an event that could not be sent waits and goes out under the same id", async () => {
  const active = await world.request();
  await cancelSync(world.viewer, active.runId, world.clock);
  await expect(
    deliver(world.viewer.workspaceId, () => Promise.reject(new Error("no network"))),
  ).rejects.toThrow();
  const sent: string[] = [];
  await deliver(world.viewer.workspaceId, async (events) => sent.push(...events.map(({ id }) => id)));
  expect(sent).toEqual([`cancel-${active.runId}`]);
});

test("cancelling is honest in every state and nothing is written after it", async () => {
  const { runId } = await world.request();
  expect(await cancelSync(world.viewer, runId, world.clock)).toBe("cancelled");
  expect(await cancelSync(world.viewer, runId, world.clock)).toBe("cancelled");
  const { result } = await world.runNow(runId);
  expect(result.state).toBe("skipped");
  expect(await world.storedMetrics()).toEqual({});
  const events = await world.read((tx) => tx.select().from(syncEvents).where(eq(syncEvents.runId, runId)));
  expect(events.map(({ step }) => step)).toEqual(["error"]);
});

test("a run cancelled in its middle stops at the next page and its numbers stay as they were then", async () => {
  const { runId } = await world.request();
  let writtenAtCancel: unknown;
  const { run } = await world.runNow(runId, undefined, async (id) => {
    if (!id.startsWith("ads:") || writtenAtCancel) return;
    await cancelSync(world.viewer, runId, world.clock);
    writtenAtCancel = [await world.storedMetrics(), (await readRun(runId))?.seq];
  });
  expect(run.status).toBe("cancelled");
  expect([await world.storedMetrics(), run.seq]).toEqual(writtenAtCancel);
  const [connection] = await world.read((tx) =>
    tx.select().from(connections).where(eq(connections.id, world.connectionId)),
  );
  expect(connection).toMatchObject({ syncStatus: "idle", leaseRunId: null });
});

test("a connection of another workspace does not exist", async () => {
  const stranger = await createTestWorkspace();
  const { connectionId } = world;
  await expect(requestSync(stranger, { connectionId })).rejects.toMatchObject({
    code: "not_found",
    status: 404,
  });
  await expect(requestSync(stranger, { connectionId: "no-uuid" })).rejects.toMatchObject({ status: 404 });
  const { runId } = await world.request();
  await expect(cancelSync(stranger, runId, world.clock)).rejects.toMatchObject({ status: 404 });
  await cancelSync(world.viewer, runId, world.clock);
});

test("a paused connection says so, and syncs again once resumed", async () => {
  await pauseConnection(world.viewer, world.connectionId);
  await expect(world.request()).rejects.toMatchObject({
    code: "connection_not_ready",
    status: 409,
    fix: expect.any(String),
  });
  await resumeConnection(world.viewer, world.connectionId, world.clock);
  const { runId } = await world.request();
  await cancelSync(world.viewer, runId, world.clock);
  const events = await world.read((tx) => tx.select().from(outbox));
  expect(events.every(({ data }) => Object.keys(data).every((key) => /Id$|^part$/.test(key)))).toBe(true);
});
