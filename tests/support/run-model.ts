import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { connections, syncEvents, syncRuns } from "@/drizzle/schema";
import { AppError } from "@/lib/core/errors";
import { withWorker } from "@/lib/db/transaction";
import { isActive, type RunStatus, transitions } from "@/lib/domain/run-status";
import { beginRun } from "@/lib/sync/begin";
import { cancelSync } from "@/lib/sync/cancel";
import { landPage } from "@/lib/sync/land-page";
import { reconcileRuns } from "@/lib/sync/reconcile";
import { requestSync } from "@/lib/sync/request";
import { settle } from "@/lib/sync/settle";
import { openSlice } from "@/lib/sync/slice-state";
import type { Lease } from "@/lib/sync/step";
import { type BareConnection, testNow } from "./bare-connection";

type Begun = { lease: Lease; part: number; positions: number[] };
type Seen = { status: RunStatus; seq: number; progress: number };

/** What a test knows of one connection: which leases were given out, and how each run looked last. */
export type RunModel = BareConnection & {
  now: Date;
  begun: Begun[];
  histories: Map<string, Seen>;
  fence: number;
};

export const createRunModel = (connection: BareConnection): RunModel => ({
  ...connection,
  now: testNow,
  begun: [],
  histories: new Map(),
  fence: 0,
});

const read = (model: RunModel) =>
  withWorker(model.viewer, async (tx) => {
    const ofConnection = eq(syncRuns.connectionId, model.connectionId);
    const runs = await tx.select().from(syncRuns).where(ofConnection).orderBy(syncRuns.id);
    const [connection] = await tx.select().from(connections).where(eq(connections.id, model.connectionId));
    if (!connection) throw new Error("the connection is gone");
    return { runs, connection };
  });

const at = <T>(list: T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
/** A refusal is an answer as good as any; what is checked is that it leaves everything in order. */
const orRefused = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === "internal" || error.code === "database") throw error;
    return error.code;
  });

async function begin(model: RunModel, pick: number): Promise<void> {
  const { runs } = await read(model);
  const run = at([...runs].reverse(), pick >> 1);
  if (!run) return;
  const { workspaceId } = model.viewer;
  // An odd pick is the same call of the executor again, an even one another call.
  const executorRunId = pick % 2 ? `same-${run.id}-${run.part}` : `other-${model.begun.length}`;
  const input = { workspaceId, runId: run.id, part: run.part, executorRunId };
  const begun = await beginRun(input, () => model.now);
  if (!begun.go) return;
  const positions = begun.slices.map(({ position }) => position);
  model.begun.push({ lease: begun.lease, part: run.id === begun.lease.runId ? run.part : 1, positions });
}

async function land(model: RunModel, pick: number): Promise<void> {
  const begun = at([...model.begun].reverse(), pick);
  const position = begun && at(begun.positions, pick);
  if (!begun || position === undefined) return;
  const { lease } = begun;
  const page = { rows: [{}], rejected: [], cursor: pick % 3 === 0 ? `after-${pick}` : null };
  await orRefused(
    (async () => {
      const slice = await withWorker(lease, (tx) => openSlice(tx, lease, position, model.now));
      if (slice.isDone) return;
      await withWorker(lease, (tx) => landPage(tx, { lease, slice, page, calls: 1, at: model.now }));
    })(),
  );
}

export type Doings = Record<
  "request" | "begin" | "land" | "cancel" | "settle" | "fail" | "reconcile",
  (model: RunModel, pick: number) => Promise<void>
>;

export const doings: Doings = {
  request: async (model) => {
    await orRefused(requestSync(model.viewer, { connectionId: model.connectionId }));
  },
  begin,
  land,
  cancel: async (model, pick) => {
    const { runs } = await read(model);
    const run = at([...runs].reverse(), pick);
    if (run) await cancelSync(model.viewer, run.id, () => model.now);
  },
  settle: async (model, pick) => {
    const begun = at([...model.begun].reverse(), pick);
    if (begun) await settle(begun.lease, { part: begun.part, clock: () => model.now });
  },
  fail: async (model, pick) => {
    const begun = at([...model.begun].reverse(), pick);
    const error = { code: "provider_transient", message: "Meta did not answer.", fix: null };
    if (begun) await settle(begun.lease, { part: begun.part, error, clock: () => model.now });
  },
  reconcile: async (model) => {
    model.now = new Date(model.now.getTime() + 300_000);
    const { now } = model;
    await reconcileRuns(
      async () => undefined,
      () => now,
    );
  },
};

/** Every status that one or more events can make of another. */
function reachable(from: RunStatus): Set<RunStatus> {
  const found = new Set<RunStatus>([from]);
  for (const status of found)
    for (const next of Object.values(transitions[status])) if (next) found.add(next);
  return found;
}

const connectionWord = { queued: ["queued"], running: ["syncing"], none: ["idle", "error"] };

/** What must hold between any two things that happen. */
export async function assertInvariants(model: RunModel): Promise<void> {
  const { runs, connection } = await read(model);
  const active = runs.filter((run) => isActive(run.status as RunStatus));
  expect(active.length).toBeLessThanOrEqual(1);
  const [one] = active;
  const isRunning = one !== undefined && one.status !== "queued";
  expect(connection.leaseRunId).toBe(isRunning ? one.id : null);
  expect(connectionWord[one ? (isRunning ? "running" : "queued") : "none"]).toContain(connection.syncStatus);
  expect(connection.fence).toBeGreaterThanOrEqual(model.fence);
  model.fence = connection.fence;
  for (const run of runs) {
    const before = model.histories.get(run.id) ?? { status: "queued" as const, seq: 0, progress: 0 };
    const status = run.status as RunStatus;
    expect([...reachable(before.status)]).toContain(status);
    expect(run.seq).toBeGreaterThanOrEqual(before.seq);
    if (!isActive(before.status)) expect(run.seq).toBe(before.seq);
    expect(run.progress).toBeGreaterThanOrEqual(before.progress);
    expect(run.fetched).toBe(run.inserted + run.updated + run.unchanged + run.quarantined + run.duplicates);
    expect(run.completedAt === null).toBe(isActive(status));
    expect(run.startedAt === null && status !== "cancelled").toBe(status === "queued");
    const events = await withWorker(model.viewer, (tx) =>
      tx
        .select({ seq: syncEvents.seq })
        .from(syncEvents)
        .where(eq(syncEvents.runId, run.id))
        .orderBy(syncEvents.seq),
    );
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: run.seq }, (_, index) => index + 1));
    model.histories.set(run.id, { status, seq: run.seq, progress: run.progress });
  }
}
