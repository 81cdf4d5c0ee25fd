import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { apiBudget, connections, entities, syncRuns } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { simulator } from "@/lib/providers/meta/simulator";
import type { OutgoingEvent } from "@/lib/sync/outbox";
import { reconcileRuns } from "@/lib/sync/reconcile";
import { runSync } from "@/lib/sync/run";
import type { Step } from "@/lib/sync/step";
import { createDirectStep } from "../support/direct-step";
import { createSyncWorld, type SyncWorld } from "../support/sync-world";

class Interrupted extends Error {}
const seed = "crash?accounts=1&campaigns=1&adsets=1&ads=2";
const createWorld = () =>
  createSyncWorld({ providerId: "meta", simulator, seed, at: "2026-06-10T15:00:00Z" });

/** An executor that dies once its `last` step has done its work: the result is lost and no other step begins. */
function createMortalStep(last: number) {
  const direct = createDirectStep();
  const busy: Promise<unknown>[] = [];
  let begun = 0;
  let isDead = last === 0;
  const step: Step = {
    run: async (id, work) => {
      if (isDead) throw new Interrupted();
      begun += 1;
      const isLast = begun === last;
      const done = direct.run(id, work);
      busy.push(done.catch(() => undefined));
      const result = await done;
      if (isLast) isDead = true;
      if (isDead) throw new Interrupted();
      return result;
    },
    sleepUntil: direct.sleepUntil,
  };
  return { step, count: () => begun, settled: () => Promise.all(busy) };
}

/** Runs one call of the durable function; false when it was interrupted. */
async function call(world: SyncWorld, runId: string, part: number, last: number) {
  const { step, count, settled } = createMortalStep(last);
  const input = { workspaceId: world.viewer.workspaceId, runId, part, executorRunId: `${runId}-${part}` };
  const deps = { clock: world.clock, pause: async () => undefined };
  try {
    await runSync(input, step, deps);
    return { isOver: true, steps: count() };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    await settled();
    return { isOver: false, steps: count() };
  }
}

let silentDays = 0;

/** What the reconciler sends for the run once it has been silent for long. */
async function nextPart(runId: string): Promise<number> {
  const events: OutgoingEvent[] = [];
  silentDays += 1;
  const muchLater = new Date(Date.now() + silentDays * 86_400_000);
  await reconcileRuns(
    async (sent) => events.push(...sent),
    () => muchLater,
  );
  const parts = events.filter(({ data }) => data.runId === runId).map(({ data }) => Number(data.part));
  expect(parts.length).toBeGreaterThan(0);
  return Math.max(...parts);
}

/** Everything a customer sees of the outcome. */
async function outcomeOf(world: SyncWorld, runId: string) {
  const { connectionId } = world;
  const [run] = await world.read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
  const [connection] = await world.read((tx) =>
    tx.select().from(connections).where(eq(connections.id, connectionId)),
  );
  const listed = await world.read((tx) =>
    tx.select().from(entities).where(eq(entities.connectionId, connectionId)),
  );
  return {
    run: run && [
      run.status,
      run.progress,
      run.fetched,
      run.inserted,
      run.updated,
      run.deleted,
      run.revisions,
    ],
    runs: await world.read((tx) => tx.$count(syncRuns, eq(syncRuns.connectionId, connectionId))),
    connection: connection && [connection.syncStatus, connection.leaseRunId, connection.totalSyncsAttempted],
    entities: listed
      .map((row) => [row.kind, row.externalId, row.name, row.status, row.deletedAt, row.attributes])
      .sort(),
    metrics: await world.storedMetrics(),
    demographics: await world.storedDemographics(),
  };
}

/** A first sync that is interrupted after each of the given numbers of steps and then goes on. */
async function syncWith(interruptions: number[]) {
  // The account is the same one each time, and so is its hour: each sync starts with the whole allowance.
  await database().delete(apiBudget);
  const world = await createWorld();
  const { runId } = await world.request();
  let part = 1;
  let steps = 0;
  for (const last of [...interruptions, Number.POSITIVE_INFINITY]) {
    const called = await call(world, runId, part, last);
    steps = called.steps;
    if (called.isOver) break;
    const [run] = await world.read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
    if (run?.status !== "queued" && run?.status !== "running") break;
    part = await nextPart(runId);
  }
  const outcome = await outcomeOf(world, runId);
  await world.stop();
  return { steps, outcome, part };
}

test("a first sync interrupted after any of its steps goes on and leaves what an undisturbed one leaves", {
  timeout: 240_000,
}, async () => {
  const undisturbed = await syncWith([]);
  expect(undisturbed.outcome.run?.[0]).toBe("succeeded");
  expect(undisturbed.steps).toBeGreaterThan(10);
  for (let last = 0; last <= undisturbed.steps; last += 1) {
    const { outcome, part } = await syncWith([last]);
    expect({ last, ...outcome }).toEqual({ last, ...undisturbed.outcome });
    if (last > 0 && last < undisturbed.steps) expect(part).toBe(2);
  }
});

test("a sync interrupted again and again, a step further each time, comes to the same end", async () => {
  const undisturbed = await syncWith([]);
  const { outcome, part } = await syncWith([1, 1, 2, 3, 2, 4, 3]);
  expect(outcome).toEqual(undisturbed.outcome);
  expect(part).toBeGreaterThan(4);
});
