import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { syncRuns } from "@/drizzle/schema";
import { withWorker } from "@/lib/db/transaction";
import { simulator } from "@/lib/providers/meta/simulator";
import { beginRun } from "@/lib/sync/begin";
import { surviveExecutor } from "@/lib/sync/go-on";
import { deliver, type OutgoingEvent } from "@/lib/sync/outbox";
import { recordProgress } from "@/lib/sync/progress";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

let world: SyncWorld;
beforeAll(async () => {
  const seed = "lost?accounts=1&campaigns=1&adsets=1&ads=1";
  world = await createSyncWorld({ providerId: "meta", simulator, seed, at: "2026-06-10T15:00:00Z" });
});
afterAll(() => world.stop());

async function read(runId: string) {
  const [run] = await world.read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
  if (!run) throw new Error("no run");
  return run;
}

async function lose(runId: string) {
  const { part } = await read(runId);
  const { workspaceId } = world.viewer;
  await surviveExecutor({ workspaceId, runId }, part, world.clock);
  return read(runId);
}

async function progress(runId: string) {
  const { workspaceId } = world.viewer;
  const said = { step: "2/6", detail: "something arrived", at: world.clock() };
  await withWorker({ workspaceId }, (tx) => recordProgress(tx, { workspaceId, runId }, said));
}

test("a run goes on in a further part when its executor is lost, and fails only when nothing moves any more", async () => {
  const { runId } = await world.request();
  const { workspaceId } = world.viewer;
  await beginRun({ workspaceId, runId, part: 1, executorRunId: "first" }, world.clock);
  for (let setback = 1; setback <= 11; setback += 1)
    expect(await lose(runId)).toMatchObject({ status: "running", part: 1 + setback, setbacks: setback });
  await progress(runId);
  for (let setback = 1; setback <= 12; setback += 1)
    expect(await lose(runId)).toMatchObject({ status: "running", setbacks: setback });
  const sent: OutgoingEvent[] = [];
  await deliver(workspaceId, async (events) => sent.push(...events));
  expect(sent.map(({ data }) => data.part)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  expect(await lose(runId)).toMatchObject({ status: "failed", errorCode: "internal.run" });
});

test("a part that lost the run already says nothing about it", async () => {
  const { runId } = await world.request();
  const { workspaceId } = world.viewer;
  await beginRun({ workspaceId, runId, part: 1, executorRunId: "first" }, world.clock);
  await lose(runId);
  await surviveExecutor({ workspaceId, runId }, 1, world.clock);
  expect(await read(runId)).toMatchObject({ status: "running", part: 2, setbacks: 1 });
});
