import { and, eq, inArray, sql } from "drizzle-orm";
import { connections, syncRuns, syncSlices } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { crashpoint } from "@/lib/core/crashpoint";
import { newRunId } from "@/lib/core/ids";
import { type Tx, withWorker } from "@/lib/db/transaction";
import { phases } from "@/lib/domain/phase";
import { isActive, type RunMode, type RunStatus, type RunTrigger } from "@/lib/domain/run-status";
import type { Lane } from "@/lib/domain/stream";
import { planRun } from "./plan-run";
import { recordProgress } from "./progress";
import { scopeOf } from "./scope";
import type { Lease, RunRef } from "./step";

export type PlannedStep = { position: number; key: string; phase: string };
export type Begun = { go: true; lease: Lease; slices: PlannedStep[] } | { go: false; reason: string };
export type BeginInput = RunRef & { part: number; executorRunId: string };

type Run = typeof syncRuns.$inferSelect;
type Connection = typeof connections.$inferSelect;

/** Slices one call of the durable function works on; a larger plan goes on in a further call. */
const maxSlicesPerPart = 30;

/** What is left to do, as far as one call gets: a step's result stays small however many accounts there are. */
async function readPlan(tx: Tx, runId: string): Promise<PlannedStep[]> {
  const rows = await tx
    .select()
    .from(syncSlices)
    .where(and(eq(syncSlices.runId, runId), inArray(syncSlices.status, ["pending", "running", "waiting"])))
    .orderBy(syncSlices.position)
    .limit(maxSlicesPerPart);
  return rows.map(({ position, stream, accountExternalId, fromDay, toDay, phase }) => ({
    position,
    phase,
    key: `${stream}:${accountExternalId}:${fromDay}..${toDay.slice(5)}`,
  }));
}

/** Rows of one insert: Postgres takes 65,535 parameters. */
const slicesPerInsert = 1_000;

async function writePlan(
  tx: Tx,
  run: Run,
  connection: Connection,
  now: Date,
): Promise<{ slices: number; accounts: number; shed: Lane[] }> {
  const { workspaceId, id: runId } = run;
  const asked = {
    mode: run.mode as RunMode,
    trigger: run.trigger as RunTrigger,
    scope: scopeOf(run),
  };
  const { slices, lanes, shed, accounts } = await planRun(tx, connection, asked, now);
  const rows = slices.map(({ from, to, ...slice }, position) => ({
    ...slice,
    runId,
    workspaceId,
    position,
    fromDay: from,
    toDay: to,
    queuedAt: now,
  }));
  for (let at = 0; at < rows.length; at += slicesPerInsert)
    await tx.insert(syncSlices).values(rows.slice(at, at + slicesPerInsert));
  await tx.update(syncRuns).set({ lanes }).where(eq(syncRuns.id, runId));
  return { slices: rows.length, accounts: accounts.length, shed };
}

async function start(
  tx: Tx,
  run: Run,
  connection: Connection,
  executorRunId: string,
  now: Date,
): Promise<number> {
  const fence = connection.fence + 1;
  await tx
    .update(connections)
    .set({
      leaseRunId: run.id,
      fence,
      syncStatus: "syncing",
      lastSyncAttemptedAt: now,
      totalSyncsAttempted: sql`${connections.totalSyncsAttempted} + 1`,
    })
    .where(eq(connections.id, connection.id));
  const plan = await writePlan(tx, run, connection, now);
  await tx
    .update(syncRuns)
    .set({ fence, startedAt: now, inngestRunId: executorRunId })
    .where(eq(syncRuns.id, run.id));
  const { step } = phases.authorise;
  const left = plan.shed.length > 0 ? `; for want of calls left out this time: ${plan.shed.join(", ")}` : "";
  const detail = `Access is good; ${plan.slices} parts planned over ${plan.accounts} accounts${left}`;
  await recordProgress(
    tx,
    { workspaceId: run.workspaceId, runId: run.id },
    { step, detail, at: now, status: "running" },
  );
  return fence;
}

/** A finished run that is run again from the executor becomes a new run, linked to the first. */
async function replay(tx: Tx, run: Run, executorRunId: string): Promise<Run | null> {
  const { workspaceId, connectionId, mode, actor, scope, id: parentRunId } = run;
  const [known] = await tx
    .select()
    .from(syncRuns)
    .where(and(eq(syncRuns.parentRunId, parentRunId), eq(syncRuns.inngestRunId, executorRunId)));
  if (known) return known;
  const [created] = await tx
    .insert(syncRuns)
    .values({ id: newRunId(), workspaceId, connectionId, mode, actor, scope, parentRunId, trigger: "replay" })
    .onConflictDoNothing()
    .returning();
  return created ?? null;
}

/** Another call goes on with a run that is under way: a later part, or after a reconciler took it over. */
async function takeOver(tx: Tx, run: Run, connection: Connection, executorRunId: string): Promise<number> {
  const fence = connection.fence + 1;
  await tx.update(connections).set({ leaseRunId: run.id, fence }).where(eq(connections.id, connection.id));
  await tx.update(syncRuns).set({ fence, inngestRunId: executorRunId }).where(eq(syncRuns.id, run.id));
  return fence;
}

/**
 * Takes the connection's lease for a run, plans it, and returns what this call is to do. Calling it again for the same
 * run gives the same plan. `go: false` when there is nothing to run: cancelled, superseded or another sync active.
 */
export function beginRun(
  { workspaceId, runId, part, executorRunId }: BeginInput,
  clock: Clock,
): Promise<Begun> {
  return withWorker({ workspaceId }, async (tx): Promise<Begun> => {
    const now = clock();
    const [found] = await tx.select().from(syncRuns).where(eq(syncRuns.id, runId));
    if (!found) return { go: false, reason: "unknown run" };
    const [connection] = await tx
      .select()
      .from(connections)
      .where(eq(connections.id, found.connectionId))
      .for("update");
    const [locked] = await tx.select().from(syncRuns).where(eq(syncRuns.id, runId)).for("update");
    if (!connection || !locked) return { go: false, reason: "unknown connection" };
    let run: Run = locked;
    const wasRunElsewhere = run.inngestRunId !== null && run.inngestRunId !== executorRunId;
    const isReplay =
      !isActive(run.status as RunStatus) &&
      run.status !== "cancelled" &&
      wasRunElsewhere &&
      part === run.part;
    if (isReplay) {
      if (connection.status !== "active")
        return { go: false, reason: `the connection is ${connection.status}` };
      const created = await replay(tx, run, executorRunId);
      if (!created) return { go: false, reason: "another sync is active" };
      run = created;
    }
    if (!isActive(run.status as RunStatus) || run.status === "cancelling")
      return { go: false, reason: `the run is ${run.status}` };
    if (run.part !== (isReplay ? 1 : part))
      return { go: false, reason: "another part goes on with this run" };
    let fence = run.fence;
    if (run.status === "queued") fence = await start(tx, run, connection, executorRunId, now);
    else if (run.inngestRunId !== executorRunId) fence = await takeOver(tx, run, connection, executorRunId);
    const lease = { workspaceId, runId: run.id, connectionId: connection.id, fence };
    const slices = await readPlan(tx, run.id);
    crashpoint("begin: before the commit");
    return { go: true, lease, slices };
  });
}
