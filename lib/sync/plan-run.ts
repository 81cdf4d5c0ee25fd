import { and, eq, notInArray } from "drizzle-orm";
import { connectionAccounts, type connections, syncRuns, syncSlices } from "@/drizzle/schema";
import { softLimit } from "@/lib/connections/call-context";
import { ledgerScopeOf } from "@/lib/connections/read-connections";
import { readAllowances } from "@/lib/db/budget";
import type { Tx } from "@/lib/db/transaction";
import { addDays, dayIn } from "@/lib/domain/day";
import type { Frequency } from "@/lib/domain/frequency";
import type { Phase } from "@/lib/domain/phase";
import type { RunMode, RunTrigger } from "@/lib/domain/run-status";
import { DerivedStream, type Lane, type Stream } from "@/lib/domain/stream";
import { getProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/contract";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import { allLanes, chooseLanes, type LaneClocks, marketLanes } from "./lanes";
import { findNewcomers } from "./newcomers";
import { inPlanOrder, type PlannedSlice, planSlices } from "./plan";
import { planDerived } from "./plan-market";
import { planRange } from "./plan-range";
import type { RunScope } from "./scope";
import { type Shed, shedLanes } from "./shed";
import { readUnread } from "./unread-days";
import { readWatermarks } from "./watermarks";

type Asked = { mode: RunMode; trigger: RunTrigger; scope: RunScope | null };
type Account = typeof connectionAccounts.$inferSelect;
/** `lanes` are those whose clocks move on when every slice is read; `shed` those left out for want of calls. */
export type Plan = Shed & { accounts: Account[] };

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
    .map(({ stream, lane, phase, accountExternalId, fromDay, toDay, since }) => ({
      stream: stream as Stream,
      lane: lane as Lane,
      phase: phase as Phase,
      accountExternalId,
      from: fromDay,
      to: toDay,
      ...(since ? { since } : {}),
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
  const provider = getProvider(connection.provider);
  const isMarket = isMarketplace(provider);
  const chosen = await selectedAccounts(tx, connection.id);
  const known = isMarket ? await readWatermarks(tx, connection.id) : null;
  const accounts = chosen.map((account) => ({ ...account, watermarks: known?.get(account.externalId) }));
  if (scope?.kind === "range")
    return { slices: planRange({ ...scope, provider, accounts, now }), lanes: [], shed: [], accounts };
  if (scope?.kind === "failed_slices") {
    const [parent] = await tx
      .select({ lanes: syncRuns.lanes })
      .from(syncRuns)
      .where(eq(syncRuns.id, scope.of));
    const unread = await unreadSlices(tx, scope.of, accounts);
    const isDerived = ({ stream }: PlannedSlice) => DerivedStream.safeParse(stream).success;
    const read = unread.filter((slice) => !isDerived(slice));
    const touched = new Set(unread.map(({ accountExternalId }) => accountExternalId));
    const again = accounts.filter(({ externalId }) => touched.has(externalId));
    // What is worked out of the rows is worked out again, now that they are all there.
    const slices = [...read, ...planDerived(provider, "warm", again, now)];
    return { slices, lanes: (parent?.lanes ?? []) as Lane[], shed: [], accounts };
  }
  const offered = isMarket ? marketLanes : allLanes;
  const clocks = connection.laneClocks as LaneClocks;
  const frequency = connection.syncFrequency as Frequency;
  const lanes = chooseLanes({ trigger, mode, clocks, frequency, now, offered });
  const unread =
    isMarket && lanes.includes("cold")
      ? await readUnread(tx, connection.id, addDays(dayIn("UTC", now), -provider.limits.firstSyncDays))
      : null;
  const all = accounts.map((account) => ({ ...account, unread: unread?.get(account.externalId) }));
  const isFirst =
    Object.keys(clocks).length === 0 && accounts.every(({ lastSyncedAt }) => lastSyncedAt === null);
  const isRealtime = frequency === "realtime";
  const plan = (wanted: Lane[], of = all, whole = isFirst) =>
    planSlices({ provider, accounts: of, lanes: wanted, mode, isFirst: whole, isRealtime, now });
  // What is asked for as a whole waits for its quota; what repeats can leave something for its next turn.
  if (isFirst || mode === "full") return { slices: plan(lanes), lanes, shed: [], accounts };
  const newcomers = await findNewcomers(tx, accounts, provider.limits, now);
  const usual = all.filter(({ externalId }) => !newcomers.has(externalId));
  const imported = plan(
    offered,
    all.filter(({ externalId }) => newcomers.has(externalId)),
    true,
  );
  // A marketplace has an allowance for each kind of call: one that is short makes its own part wait, no other.
  const callsLeft = isMarket ? new Map() : await readCallsLeft(tx, provider, usual, now);
  const kept = shedLanes((wanted) => plan(wanted, usual), lanes, callsLeft, provider.limits);
  return { ...kept, slices: [...kept.slices, ...imported].sort(inPlanOrder), accounts };
}

async function readCallsLeft(
  tx: Tx,
  provider: Provider,
  accounts: Account[],
  now: Date,
): Promise<Map<string, number>> {
  const allowances = await readAllowances(tx, accounts.map(ledgerScopeOf), now);
  const limit = softLimit(provider.limits.accountCallsPerHour);
  const leftOf = (account: Account) => {
    const allowance = allowances.get(ledgerScopeOf(account));
    if (allowance?.suspendedUntil && allowance.suspendedUntil > now) return 0;
    return limit - (allowance?.used ?? 0);
  };
  return new Map(accounts.map((account) => [account.externalId, leftOf(account)]));
}
