import { sql } from "drizzle-orm";
import { orderReconciliations } from "@/drizzle/schema";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { type WriteSpec, writeChanged } from "@/lib/db/write-changed";
import { type BookReason, totalBooks } from "@/lib/domain/order-books";
import type { Derived, Deriving } from "./derived";

const spec: WriteSpec = {
  table: orderReconciliations,
  keys: ["accountExternalId", "currency", "month"],
  compared: ["orders", "orderMicros", "postedMicros", "reasons"],
  carried: [],
};

/** Transactions follow up to two days after the shipment (SP-API finances). */
const postingLagHours = 48;
/** Amounts of a line are rounded to the cent, each by itself. */
const centMicros = 10_000;

type Row = {
  currency: string;
  month: string;
  reason: BookReason | null;
  orders: number;
  ordered: string;
  posted: string;
};

/**
 * Compares what buyers were charged for goods and shipping, less promotions and without tax, with what was posted for
 * the same orders, by the month of the purchase, and says why the two differ. Cancelled orders are expected at zero.
 */
export async function deriveBooks(tx: Tx, { lease, slice, at }: Deriving): Promise<Derived> {
  const { externalId, timezone } = slice.account;
  const ofAccount = sql`connection_id = ${lease.connectionId}::uuid and account_external_id = ${externalId}`;
  const rows = await rowsOf<Row>(
    tx,
    sql`with items as (
      select order_external_id, count(*) as lines, bool_or(item_price_micros is null and quantity_ordered > 0) as unpriced,
        sum(coalesce(item_price_micros, 0) + coalesce(shipping_price_micros, 0) - coalesce(discount_micros, 0)) as ordered
      from order_items where ${ofAccount} group by 1
    ),
    posted as (
      select f.order_external_id, f.currency, bool_or(f.status = 'deferred') as deferred, sum(l."amountMicros") as posted
      from fees f cross join lateral jsonb_to_recordset(f.lines) as l ("group" text, "amountMicros" numeric)
      where ${ofAccount} and f.kind = 'sale' and f.status <> 'deferred_released' and l."group" in ('revenue', 'shipping', 'promotion')
      group by 1, 2
    ),
    books as (
      select o.currency, date_trunc('month', o.purchased_at at time zone ${timezone})::date as month, o.status, o.updated_at, o.purchased_at,
        case when o.status = 'cancelled' then 0 else coalesce(i.ordered, 0) end as ordered, coalesce(p.posted, 0) as posted,
        coalesce(i.lines, 0) as lines, coalesce(i.unpriced, true) as unpriced, p.posted is null as is_unposted
      from (select * from orders where ${ofAccount}) o
      left join items i on i.order_external_id = o.external_id
      left join posted p on p.order_external_id = o.external_id and p.currency = o.currency
    ),
    explained as (
      select *, case
        when ordered = posted then null
        when abs(ordered - posted) <= ${centMicros}::int * lines then 'rounding'
        when status in ('pending', 'unshipped') then 'not_shipped'
        when status = 'partially_shipped' and posted < ordered then 'partly_shipped'
        when status = 'unfulfillable' and is_unposted then 'unfulfillable'
        when is_unposted and updated_at > ${at.toISOString()}::timestamptz - make_interval(hours => ${postingLagHours}) then 'not_posted_yet'
        when is_unposted and purchased_at < (
          select min(posted_at) from fees where ${ofAccount}) then 'before_history'
        when unpriced then 'unpriced'
        else 'unexplained' end as reason
      from books
    )
    select currency, month::text as month, reason, count(*)::int as orders,
      sum(ordered)::bigint::text as ordered, sum(posted)::bigint::text as posted
    from explained group by 1, 2, 3 order by 1, 2, 3`,
  );
  const books = totalBooks(
    rows.map((row) => ({ ...row, ordered: BigInt(row.ordered), posted: BigInt(row.posted) })),
  );
  const written = await writeChanged(tx, spec, {
    rows: books.map(({ reasons, ...book }) => ({
      ...book,
      accountExternalId: externalId,
      reasons: JSON.stringify(reasons),
    })),
    scope: lease,
  });
  const unexplained = books.reduce((sum, { reasons }) => sum + (reasons.unexplained?.orders ?? 0), 0);
  const orders = books.reduce((sum, book) => sum + book.orders, 0);
  const says = `${orders.toLocaleString("en")} compared, ${unexplained.toLocaleString("en")} not explained`;
  return { fetched: books.length, written, says };
}
