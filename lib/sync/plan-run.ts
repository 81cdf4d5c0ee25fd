import { and, eq, notInArray } from "drizzle-orm";
import { connectionAccounts, type connections, syncRuns, syncSlices } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { Frequency } from "@/lib/domain/frequency";
import type { AdStream, Phase } from "@/lib/domain/phase";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import type { Lane } from "@/lib/domain/stream";
import { getProvider } from "@/lib/providers";
import { chooseLanes, type LaneClocks } from "./lanes";
import { type PlannedSlice, planSlices } from "./plan";
import { planRange } from "./plan-range";
import type { RunScope } from "./scope";

type Asked = { mode: RunMode; trigger: RunTrigger; scope: RunScope | null };
type Account = typeof connectionAccounts.$inferSelect;
/** `lanes` are those whose clocks move on when every slice is read. */
export type Plan = { slices: PlannedSlice[]; lanes: Lane[]; accounts: Account[] };

/** What a run left unread, of accounts that are still selected. */
export async function unreadSlices(tx: Tx, runId: string, accounts: Account[]): Promise<PlannedSlice[]> {
  const rows = await tx
    .select()
    .from(syncSlices)
    .where(and(eq(syncSlices.runId, runId), notInArray(syncSlices.status, ["done", "skipped"])))
    .orderBy(syncSlices.position);
  const selected = new Set(accounts.map(({ externalId }) => externalId));
  return rows
    .filter(({ accountExternalId }) => selected.has(accountExternalId))
    .map(({ stream, lane, phase, accountExternalId, fromDay, toDay }) => ({
      stream: stream as AdStream,
      lane: lane as Lane,
      phase: phase as Phase,
      accountExternalId,
      from: fromDay,
      to: toDay,
    }));
}

/** Accounts a sync of the connection reads. */
export const selectedAccounts = (tx: Tx, connectionId: string): Promise<Account[]> =>
  tx
    .select()
    .from(connectionAccounts)
    .where(and(eq(connectionAccounts.connectionId, connectionId), eq(connectionAccounts.selected, true)))
    .orderBy(connectionAccounts.externalId);

/** What a run will read, from what is stored now. Writes nothing: a preview shows the same. */
export async function planRun(
  tx: Tx,
  connection: typeof connections.$inferSelect,
  { mode, trigger, scope }: Asked,
  now: Date,
): Promise<Plan> {
  const accounts = await selectedAccounts(tx, connection.id);
  const provider = getProvider(connection.provider);
  if (scope?.kind === "range")
    return { slices: planRange({ ...scope, provider, accounts, now }), lanes: [], accounts };
  if (scope?.kind === "failed_slices") {
    const [parent] = await tx
      .select({ lanes: syncRuns.lanes })
      .from(syncRuns)
      .where(eq(syncRuns.id, scope.of));
    const slices = await unreadSlices(tx, scope.of, accounts);
    return { slices, lanes: (parent?.lanes ?? []) as Lane[], accounts };
  }
  const clocks = connection.laneClocks as LaneClocks;
  const frequency = connection.syncFrequency as Frequency;
  const lanes = chooseLanes({ trigger, mode, clocks, frequency, now });
  const isFirst = Object.keys(clocks).length === 0;
  const isRealtime = frequency === "realtime";
  return {
    slices: planSlices({ provider, accounts, lanes, mode, isFirst, isRealtime, now }),
    lanes,
    accounts,
  };
}
