import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { MarketSummary, MarketSummaryQuery } from "@/lib/api/marketplace-summary";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, type Tx, withWorkspace } from "@/lib/db/transaction";
import type { ClaimKind } from "@/lib/domain/claim";
import { addDays } from "@/lib/domain/day";
import { fromMicros } from "@/lib/domain/money";
import { BookReason } from "@/lib/domain/order-books";
import { getProvider } from "@/lib/providers";
import { isMarketplace } from "@/lib/providers/is-marketplace";
import { requireConnection } from "../require-connection";
import { readStockUnits } from "./stock-units";

type Money = { currency: string; micros: string };
const amounts = (rows: Money[] | null) =>
  (rows ?? []).map(({ currency, micros }) => ({ currency, amount: fromMicros(BigInt(micros)) }));

const dueSoonDays = 7;
const booksShown = 24;

/** Conditions on `connection_id`; no connection means all of the workspace's. */
const of = (connectionId: string | undefined): SQL =>
  connectionId ? sql`connection_id = ${connectionId}::uuid` : sql`true`;

async function readCounts(tx: Tx, now: Date, connectionId?: string) {
  const own = of(connectionId);
  const [row] = await rowsOf<{
    orders: number;
    recent: number;
    sales: Money[] | null;
    listings: number;
    out: number;
    fees: Money[] | null;
  }>(
    tx,
    sql`with since as (select ${now.toISOString()}::timestamptz - interval '30 days' as at),
    sold as (select currency, sum(total_micros)::bigint::text as micros from orders, since
      where ${own} and purchased_at >= since.at and status <> 'cancelled' and total_micros is not null group by 1 order by 1),
    charged as (select f.currency, sum(-l."amountMicros")::bigint::text as micros
      from since, fees f cross join lateral jsonb_to_recordset(f.lines) as l ("group" text, "amountMicros" numeric)
      where ${own} and f.posted_at >= since.at and f.status <> 'deferred_released' and l."group" in ('referral_fee', 'fulfilment_fee', 'fee')
      group by 1 order by 1)
    select (select count(*) from orders where ${own})::int as orders,
      (select count(*) from orders, since where ${own} and purchased_at >= since.at)::int as recent,
      (select json_agg(sold) from sold) as sales,
      (select count(*) from inventory where ${own})::int as listings,
      (select count(*) from inventory where ${own} and fulfillable = 0)::int as out,
      (select json_agg(charged) from charged) as fees`,
  );
  return row && { ...row, units: await readStockUnits(tx, own) };
}

async function readClaims(
  tx: Tx,
  now: Date,
  connectionId: string | undefined,
): Promise<MarketSummary["claims"]> {
  const isOpen = sql`${of(connectionId)} and status = 'open'`;
  const today = now.toISOString().slice(0, 10);
  const kinds = await rowsOf<{ kind: ClaimKind; open: number; due_soon: number }>(
    tx,
    sql`select kind, count(*)::int as open,
        count(*) filter (where deadline <= ${addDays(today, dueSoonDays)}::date)::int as due_soon
      from claims where ${isOpen} group by 1 order by 1`,
  );
  const owed = await rowsOf<Money>(
    tx,
    sql`select currency, sum(amount_micros)::bigint::text as micros from claims
      where ${isOpen} and amount_micros is not null group by 1 order by 1`,
  );
  const sum = (pick: (row: (typeof kinds)[number]) => number) =>
    kinds.reduce((total, row) => total + pick(row), 0);
  return {
    open: sum(({ open }) => open),
    amounts: amounts(owed),
    due_soon: sum((row) => row.due_soon),
    by_kind: kinds.map(({ kind, open }) => ({ kind, open })),
  };
}

async function readBooks(tx: Tx, connectionId: string | undefined): Promise<MarketSummary["books"]> {
  const rows = await rowsOf<{
    connection_id: string;
    connection_name: string;
    account_id: string;
    currency: string;
    month: string;
    orders: number;
    ordered: string;
    posted: string;
    reasons: Record<string, { orders: number; micros: string }>;
  }>(
    tx,
    sql`select t.connection_id, c.name as connection_name, t.account_external_id as account_id, t.currency, t.month::text as month,
        t.orders, t.order_micros::text as ordered, t.posted_micros::text as posted, t.reasons
      from order_reconciliations t join connections c on c.id = t.connection_id
      where ${of(connectionId)} order by t.month desc, c.name, t.account_external_id, t.currency limit ${booksShown}`,
  );
  return rows.map(({ ordered, posted, reasons, ...row }) => ({
    ...row,
    ordered: fromMicros(BigInt(ordered)),
    posted: fromMicros(BigInt(posted)),
    gap: fromMicros(BigInt(ordered) - BigInt(posted)),
    reasons: BookReason.options.flatMap((reason) => {
      const found = reasons[reason];
      return found ? [{ reason, orders: found.orders, amount: fromMicros(BigInt(found.micros)) }] : [];
    }),
  }));
}

/** Counters, claims and books of the workspace's marketplaces, or of one connection. Currencies stay apart. */
export function readMarketSummary(
  viewer: { workspaceId: string },
  clock: Clock,
  { connectionId }: MarketSummaryQuery = {},
): Promise<MarketSummary> {
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    if (connectionId) await requireConnection(tx, connectionId);
    const connected = await rowsOf<{ provider: string }>(
      tx,
      sql`select distinct c.provider from connections c
        where c.status not in ('disconnected', 'choosing') and ${connectionId ? sql`c.id = ${connectionId}::uuid` : sql`true`}`,
    );
    const counts = await readCounts(tx, now, connectionId);
    return {
      is_connected: connected.some(({ provider }) => isMarketplace(getProvider(provider))),
      orders: {
        total: counts?.orders ?? 0,
        last_30_days: counts?.recent ?? 0,
        sales_last_30_days: amounts(counts?.sales ?? null),
      },
      stock: { listings: counts?.listings ?? 0, units: counts?.units ?? 0, out_of_stock: counts?.out ?? 0 },
      fees: { last_30_days: amounts(counts?.fees ?? null) },
      claims: await readClaims(tx, now, connectionId),
      books: await readBooks(tx, connectionId),
    };
  });
}
