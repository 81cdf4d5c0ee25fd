import { desc, eq, sql } from "drizzle-orm";
import {
  connectionAccounts,
  connections,
  dailyMetrics,
  demographics,
  entities,
  metricRevisions,
  syncRuns,
} from "@/drizzle/schema";
import { readTokens } from "@/lib/connections/tokens";
import { database } from "@/lib/db/client";
import { withWorker } from "@/lib/db/transaction";
import { measures } from "@/lib/domain/metric";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import type { SimulatorModule, Truth } from "@/lib/providers/contract";
import { requestSync } from "@/lib/sync/request";
import { runSync } from "@/lib/sync/run";
import { createDirectStep, type Hooks } from "./direct-step";
import { loadSimulator, startSimulator } from "./simulator";
import { connectTest, createTestWorkspace } from "./workspace";

type Cells = Record<string, string | null>;
const columnOf = (measure: string) => measure.replace(/Micros$/, "");
const text = (value: bigint | string | null | undefined) =>
  value === null || value === undefined ? null : String(value);

/** Every measure of every row as `key|metric -> value`, so that a difference names its cell. */
function cellsOf<Row>(rows: Row[], keyOf: (row: Row) => string): Cells {
  const cells: Cells = {};
  for (const row of rows)
    for (const measure of measures)
      cells[`${keyOf(row)}|${columnOf(measure)}`] = text(row[measure as keyof Row] as bigint | null);
  return cells;
}

export type SyncWorld = Awaited<ReturnType<typeof createSyncWorld>>;
type Options = {
  providerId: string;
  /** The one in the provider's folder when unset. */
  simulator?: SimulatorModule;
  seed: string;
  at: string;
  /** How much of everything an account has; the simulator's own when unset. */
  size?: Record<string, number>;
  /** The vendor's world follows when we have waited long, as some vendors insist on; else it stands still. */
  isMoving?: boolean;
};

/** Some vendors refuse to be asked about the last two minutes. */
const mostApartMs = 90_000;

/** A workspace with one connection to a simulator whose clock a test moves; syncs run on a direct executor. */
export async function createSyncWorld({ providerId, simulator, seed, at, size, isMoving = false }: Options) {
  let now = new Date(at);
  const clock = () => now;
  const provider = await startSimulator(simulator ?? (await loadSimulator(providerId)), { seed, clock });
  await provider.control("POST", "limits", { unmetered: true });
  await provider.control("POST", "freeze", { frozen: true });
  if (size) await provider.control("POST", "size", size);
  // What is known of the allowance of another world's vendor says nothing about this one's.
  await database().execute(sql`truncate api_budget, budget_limits`);
  const viewer = await createTestWorkspace();
  const connectionId = await connectTest(viewer, providerId, clock);
  const read = <T>(work: Parameters<typeof withWorker<T>>[1]) => withWorker(viewer, work);
  const waits: number[] = [];
  const sleepTo = async (until: Date) => {
    waits.push(Math.max(0, until.getTime() - now.getTime()));
    if (until > now) now = until;
    if (isMoving && now.getTime() - alignedAt > mostApartMs) await align();
  };
  let alignedAt = now.getTime();
  /** The vendor's clock shows what ours does. */
  const align = async () => {
    alignedAt = now.getTime();
    await provider.control("POST", "freeze", { frozen: true, at: now.toISOString() });
  };
  const pause = async (ms: number) => sleepTo(new Date(now.getTime() + ms));

  const runNow = async (runId: string, executorRunId = `direct-${runId}`, before?: Hooks["before"]) => {
    const step = createDirectStep({ onSleep: sleepTo, before });
    const { workspaceId } = viewer;
    let result = await runSync({ workspaceId, runId, part: 1, executorRunId }, step, { clock, pause });
    for (let part = 2; result.state === "continue"; part += 1)
      result = await runSync(
        { workspaceId, runId, part, executorRunId: `${executorRunId}-${part}` },
        createDirectStep({ onSleep: sleepTo, before }),
        { clock, pause },
      );
    const [run] = await read((tx) => tx.select().from(syncRuns).where(eq(syncRuns.id, runId)));
    if (!run) throw new Error("the run is gone");
    return { result, run, status: run.status, step };
  };

  return {
    viewer,
    providerId,
    connectionId,
    clock,
    /** Milliseconds of every wait so far. */
    waits,
    provider,
    truth: provider.truth,
    read,
    runNow,
    stop: provider.stop,
    /** Moves the vendor's frozen world and our clock. */
    advance: async (seconds: number) => {
      await provider.control("POST", "advance", { seconds });
      now = new Date(now.getTime() + seconds * 1_000);
    },
    align,
    /** The last run's trigger comes again, under another id of its executor. */
    replay: async (executorRunId: string) => {
      const [last] = await read((tx) =>
        tx
          .select({ id: syncRuns.id })
          .from(syncRuns)
          .where(eq(syncRuns.connectionId, connectionId))
          .orderBy(desc(syncRuns.id))
          .limit(1),
      );
      if (last) await runNow(last.id, executorRunId);
    },
    request: (mode?: RunMode, trigger?: RunTrigger) => requestSync(viewer, { connectionId, mode, trigger }),
    sync: async (mode?: RunMode, before?: Hooks["before"]) =>
      runNow((await requestSync(viewer, { connectionId, mode })).runId, undefined, before),
    /** Consents again at the provider, as a person who was asked to. */
    reconnect: () => connectTest(viewer, providerId, clock),
    accounts: () =>
      read((tx) =>
        tx.select().from(connectionAccounts).where(eq(connectionAccounts.connectionId, connectionId)),
      ),
    hasRefreshToken: async () =>
      (await read((tx) => readTokens(tx, { workspaceId: viewer.workspaceId, connectionId })))?.refreshToken !=
      null,
    connection: async () => {
      const [row] = await read((tx) => tx.select().from(connections).where(eq(connections.id, connectionId)));
      return row;
    },
    storedMetrics: async () =>
      cellsOf(
        await read((tx) => tx.select().from(dailyMetrics).where(eq(dailyMetrics.connectionId, connectionId))),
        (row) => `${row.level}|${row.entityExternalId}|${row.date}`,
      ),
    expectedMetrics: (truth: Truth) =>
      cellsOf(truth.metrics, (row) => `${row.level}|${row.externalId}|${row.day}`),
    storedDemographics: async () =>
      cellsOf(
        await read((tx) => tx.select().from(demographics).where(eq(demographics.connectionId, connectionId))),
        (row) => `${row.accountExternalId}|${row.dimension}|${row.value}|${row.fromDay}`,
      ),
    expectedDemographics: (truth: Truth) =>
      cellsOf(
        truth.demographics,
        (row) => `${row.accountExternalId}|${row.dimension}|${row.value}|${row.from}`,
      ),
    missingEntities: async (truth: Truth) => {
      const rows = await read((tx) =>
        tx.select().from(entities).where(eq(entities.connectionId, connectionId)),
      );
      const describe = (row: { kind: string; externalId: string; name: string; status: string }) =>
        `${row.kind}|${row.externalId}|${row.name}|${row.status}`;
      const stored = new Set(rows.filter((row) => row.deletedAt === null).map(describe));
      return truth.entities.map(describe).filter((entity) => !stored.has(entity));
    },
    revisionsOf: async (runId: string) => {
      const rows = await read((tx) =>
        tx.select().from(metricRevisions).where(eq(metricRevisions.runId, runId)),
      );
      return Object.fromEntries(
        rows.map((row) => [
          `${row.level}|${row.entityExternalId}|${row.date}|${row.metric}`,
          [text(row.oldValue), text(row.newValue)],
        ]),
      );
    },
    /** Cells that differ; a row that was not there reads as zero. */
    changedCells: (before: Cells, after: Cells) =>
      Object.fromEntries(
        Object.entries(after)
          .filter(([key, value]) => (key in before ? before[key] !== value : (value ?? "0") !== "0"))
          .map(([key, value]) => [key, [before[key] ?? null, value]]),
      ),
  };
}
