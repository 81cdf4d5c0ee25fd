import "server-only";
import { sql } from "drizzle-orm";
import type { DaysQuery } from "@/lib/api/export";
import type { Reconciliation, ReconciliationCheck, ReconciliationDay } from "@/lib/api/reconciliation";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, type Tx, withWorkspace } from "@/lib/db/transaction";
import { type DayRange, daysOf } from "@/lib/domain/day";
import { type Finality, finalityOf } from "@/lib/domain/finality";
import { explainGap, isHarmless } from "@/lib/domain/gap";
import { fromMicros, minorUnitMicros } from "@/lib/domain/money";
import { getProvider } from "@/lib/providers";
import { rangeIn } from "./range-in";
import {
  type KnownRow,
  type LevelRow,
  type Reading,
  type Reconciled,
  readKnown,
  readLevels,
  readReadings,
  reconciled,
} from "./reconciliation-rows";
import { requireConnection } from "./require-connection";

type Account = { external_id: string; name: string; currency: string; timezone: string };
type Spot = { account: Account; day: string; levels: LevelRow[]; known: KnownRow[]; readings: Reading[] };
type Which = Pick<ReconciliationCheck, "level" | "metric">;

const amount = (row: Record<Reconciled, string | null> | undefined, metric: Reconciled) =>
  BigInt(row?.[metric] ?? "0");
const inWords = (metric: Reconciled, value: bigint) =>
  metric === "spend" ? fromMicros(value) : String(value);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);

/** The run that last read a level's day; the newest reading comes first. */
const readerOf = ({ readings, day }: Spot, stream: string) =>
  readings.find((reading) => reading.stream === stream && reading.from <= day && day <= reading.to)?.run_id;

function reasonFor(spot: Spot, { level, metric }: Which, gap: bigint, parts: number) {
  const known = (kind: KnownRow["kind"]) =>
    larger(
      0n,
      amount(
        spot.known.find((row) => row.kind === kind),
        metric,
      ),
    );
  const isOfAds = level === "ad";
  const adsGone = isOfAds ? larger(known("ads_deleted"), known("ad_vanished")) : 0n;
  const half = metric === "spend" ? minorUnitMicros(spot.account.currency) / 2n : 0n;
  return explainGap({
    gap,
    rounding: half * BigInt(parts + 1),
    isSameReading: readerOf(spot, "account_metrics") === readerOf(spot, `${level}_metrics`),
    deleted: known("campaign_vanished") + adsGone,
    withoutAds: isOfAds ? known("without_ads") : 0n,
  });
}

function checkOf(spot: Spot, which: Which): ReconciliationCheck {
  const { level, metric } = which;
  const own = spot.levels.find((row) => row.level === "account");
  const parts = spot.levels.find((row) => row.level === level);
  const [account, sum] = [amount(own, metric), amount(parts, metric)];
  const reason = reasonFor(spot, which, account - sum, parts?.parts ?? 0);
  return {
    level,
    metric,
    account: inWords(metric, account),
    sum: inWords(metric, sum),
    gap: inWords(metric, account - sum),
    reason,
    status: isHarmless(reason) ? "ok" : "gap",
  };
}

const checked: Which[] = (["campaign", "ad"] as const).flatMap((level) =>
  reconciled.map((metric) => ({ level, metric })),
);

function dayOf(spot: Spot, finality: Finality): ReconciliationDay {
  const { account, day } = spot;
  const checks = checked.map((which) => checkOf(spot, which));
  const status = checks.some((check) => check.status === "gap") ? "gap" : "ok";
  const { external_id: account_id, name: account_name, currency } = account;
  return { account_id, account_name, currency, day, finality, status, checks };
}

function groupBy<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
const spotOf = (row: { account_id: string; day: string }) => `${row.account_id}|${row.day}`;

/** The account days of the range that have numbers, newest first, with all that is known of them. */
async function readSpots(
  tx: Tx,
  { connectionId, accounts, range }: { connectionId: string; accounts: Account[]; range: DayRange },
): Promise<Spot[]> {
  const levels = groupBy(await readLevels(tx, connectionId, range), spotOf);
  const known = groupBy(await readKnown(tx, connectionId, range), spotOf);
  const recent = (await readReadings(tx, connectionId)).filter(({ to }) => to >= range.from);
  const readings = groupBy(recent, ({ account_id }) => account_id);
  return daysOf(range)
    .reverse()
    .flatMap((day) =>
      accounts.map((account) => {
        const key = spotOf({ account_id: account.external_id, day });
        const found = { levels: levels.get(key) ?? [], known: known.get(key) ?? [] };
        return { account, day, ...found, readings: readings.get(account.external_id) ?? [] };
      }),
    )
    .filter((spot) => spot.levels.length > 0);
}

/**
 * Each account day's total against the sum of its campaigns and of its ads, with the reason for every gap. Levels are
 * read from the provider one by one and never rolled up, so they may differ. 404 for another workspace's connection.
 */
export async function reconcileTotals(
  viewer: { workspaceId: string },
  connectionId: string,
  query: DaysQuery,
  clock: Clock,
): Promise<Reconciliation> {
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    const { provider } = await requireConnection(tx, connectionId);
    const { restatementDays } = getProvider(provider).limits;
    const accounts = await rowsOf<Account>(
      tx,
      sql`select external_id, name, currency, timezone from connection_accounts
        where connection_id = ${connectionId}::uuid and selected order by name, external_id`,
    );
    const range = rangeIn(query, { timezones: accounts.map(({ timezone }) => timezone), now });
    const spots = await readSpots(tx, { connectionId, accounts, range });
    const days = spots.map((spot) => {
      const { timezone } = spot.account;
      return dayOf(spot, finalityOf({ day: spot.day, timezone, restatementDays, now }));
    });
    const gaps = days.filter(({ status }) => status === "gap").length;
    const status = gaps > 0 ? "gap" : "ok";
    return { ...range, status, days_checked: days.length, days_with_gap: gaps, days };
  });
}
