import { asc, eq, sql } from "drizzle-orm";
import { quarantine, syncEvents, syncSlices } from "@/drizzle/schema";
import { database } from "@/lib/db/client";
import { addDays } from "@/lib/domain/day";
import { getProvider } from "@/lib/providers";
import type { Truth } from "@/lib/providers/contract";
import { marketDifferences, storedMarket, trueMarket } from "./market-landed";
import { createSyncWorld, type SyncWorld } from "./sync-world";

/** Words of every vendor's world: what one does not know it leaves alone. */
const small = "campaigns=2&adsets=2&ads=2&groups=2&creatives=2&orders=40&skus=6";

export type SmallWorld = { accounts?: number; days?: number; at?: string };

/** A world that is synced in seconds: of each thing a few, and the last days of it. */
export async function openSmallWorld(
  providerId: string,
  { accounts = 1, days = 8, at = "2026-06-10T15:00:00Z" }: SmallWorld = {},
): Promise<SyncWorld> {
  const { limits, streams } = getProvider(providerId);
  // The registry's own object: the engine plans with it in this process.
  // Claims follow from all that is within a marketplace's history, so that stays whole.
  const isMarket = streams.orders !== undefined;
  limits.firstSyncDays = isMarket ? historyOf(providerId) : Math.min(days, historyOf(providerId));
  await forgetBudgets();
  const seed = `conformance?accounts=${accounts}&${small}`;
  return createSyncWorld({ providerId, seed, at, isMoving: true });
}

/** Vendors' allowances are kept across workspaces: what one world was told to wait would hold up the next one. */
async function forgetBudgets(): Promise<void> {
  const ledgers = await database().execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename like '%budget%'`,
  );
  for (const { name } of ledgers) await database().execute(sql`delete from ${sql.identifier(name)}`);
}

const histories = new Map<string, number>();

/** How far back a first sync of the product reads. */
export function historyOf(providerId: string): number {
  const days = histories.get(providerId) ?? getProvider(providerId).limits.firstSyncDays;
  histories.set(providerId, days);
  return days;
}

/** What is true of the days a first sync reads. */
const truthOf = (world: SyncWorld): Promise<Truth> =>
  world.provider.truth(getProvider(world.providerId).limits.firstSyncDays);

const mostTold = 10;

function compare(what: string, stored: Record<string, unknown>, expected: Record<string, unknown>): string[] {
  const keys = [...new Set([...Object.keys(stored), ...Object.keys(expected)])].sort();
  const wrong = keys.filter((key) => stored[key] !== expected[key]);
  const told = wrong
    .slice(0, mostTold)
    .map((key) => `${what} ${key}: stored ${stored[key]}, true ${expected[key]}`);
  return wrong.length > mostTold ? [...told, `${what}: ${wrong.length} cells differ`] : told;
}

/** Cells whose key ends with a day before `from` are left out: they lie behind the days we are told the truth of. */
const since = (cells: Record<string, unknown>, from: string) =>
  Object.fromEntries(Object.entries(cells).filter(([key]) => (key.split("|")[2] ?? "") >= from));

const dayOfRow = /"(?:postedAt|updatedAt)":"([^"T]+)T/;

/** As `differences`, of orders, fees, stock and claims; what is older than the days we are told the truth of is left out. */
async function differencesOfMarket(world: SyncWorld, truth: Truth): Promise<string[]> {
  if (!truth.orders) return [];
  const days = getProvider(world.providerId).limits.firstSyncDays;
  const first = addDays(truth.now.slice(0, 10), 2 - days);
  const wrong = marketDifferences(await storedMarket(world), trueMarket(truth));
  const isOld = (text: string) => (dayOfRow.exec(text)?.[1] ?? first) < first;
  return wrong
    .filter((text) => !isOld(text))
    .slice(0, mostTold)
    .map((text) => text.slice(0, 300));
}

/** Where the stored tables are not what is true, cell by cell; empty when they are. */
export async function differences(world: SyncWorld): Promise<string[]> {
  const truth = await truthOf(world);
  const [first = ""] = truth.metrics.map(({ day }) => day).sort();
  return [
    ...compare("metrics", since(await world.storedMetrics(), first), world.expectedMetrics(truth)),
    ...compare("demographics", await world.storedDemographics(), world.expectedDemographics(truth)),
    ...(await differencesOfMarket(world, truth)),
    ...(await world.missingEntities(truth)).slice(0, mostTold).map((entity) => `missing ${entity}`),
  ];
}

/** What a run left besides rows: how each slice ended, what was set aside, what was told. */
export async function traces(world: SyncWorld, runId: string) {
  const slices = await world.read((tx) => tx.select().from(syncSlices).where(eq(syncSlices.runId, runId)));
  const rejected = await world.read((tx) =>
    tx.select().from(quarantine).where(eq(quarantine.connectionId, world.connectionId)),
  );
  const events = await world.read((tx) =>
    tx.select().from(syncEvents).where(eq(syncEvents.runId, runId)).orderBy(asc(syncEvents.seq)),
  );
  return { slices, rejected, events };
}

/** The faults stop, a person reconnects if asked to, and all is read again: the run's status and what still differs. */
export async function heal(world: SyncWorld) {
  await world.provider.control("DELETE", "faults");
  await forgetBudgets();
  await world.align();
  if ((await world.connection())?.status === "needs_reauth") await world.reconnect();
  const { status, run } = await world.sync("full");
  return { status, error: run.errorCode, differences: await differences(world) };
}

export const healed = { status: "succeeded", error: null, differences: [] };
