import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { ChargeFact, ClaimFacts, RefundFact } from "@/lib/domain/claims/facts";

type Scope = { connectionId: string; accountExternalId: string };

const isoOf = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The breakdown of a transaction as rows; one whose release is told of apart counts only there. */
const linesOf = ({ connectionId, accountExternalId }: Scope): SQL => sql`
  fees f cross join lateral jsonb_to_recordset(f.lines)
    as l ("group" text, "type" text, sku text, quantity integer, "amountMicros" numeric)
  where f.connection_id = ${connectionId}::uuid and f.account_external_id = ${accountExternalId}
    and f.status <> 'deferred_released' and f.order_external_id is not null and l.sku is not null`;

/** Refunds by order and sku. */
export async function readRefunds(tx: Tx, scope: Scope): Promise<RefundFact[]> {
  type Row = Record<keyof RefundFact, string> & { quantity: number; fulfilledBy: RefundFact["fulfilledBy"] };
  const rows = await rowsOf<Row>(
    tx,
    sql`with refunds as (
      select f.external_id, f.order_external_id, l.sku, f.currency, f.posted_at, coalesce(max(l.quantity), 1) as quantity,
        coalesce(-sum(l."amountMicros") filter (where l."group" = 'revenue'), 0)::bigint as revenue
      from ${linesOf(scope)} and f.kind = 'refund' group by 1, 2, 3, 4, 5
    )
    select r.external_id as "externalId", r.order_external_id as "orderExternalId", r.sku, r.currency, r.quantity,
      r.revenue::text as "revenueMicros", ${isoOf("r.posted_at")} as "postedAt", o.fulfilled_by as "fulfilledBy"
    from refunds r left join orders o on o.connection_id = ${scope.connectionId}::uuid
      and o.account_external_id = ${scope.accountExternalId} and o.external_id = r.order_external_id
    order by r.posted_at, r.external_id, r.sku`,
  );
  return rows.map((row) => ({ ...row, revenueMicros: BigInt(row.revenueMicros) }));
}

/**
 * Fees by the unit, by order, sku and name. Narrowed to where something can be wrong: charged more than once, or above
 * what is to be expected; how much of that matters is for the rules to say.
 */
export async function readCharges(tx: Tx, scope: Scope): Promise<ChargeFact[]> {
  type Row = Omit<ChargeFact, "charges" | "netMicros"> & {
    netMicros: string;
    charges: { feeExternalId: string; amountMicros: string; units: number; postedAt: string }[];
  };
  const rows = await rowsOf<Row>(
    tx,
    sql`with charged as (
      select f.order_external_id, l.sku, l."group", l."type", f.currency, sum(-l."amountMicros") as net,
        sum(coalesce(l.quantity, 1)) filter (where l."amountMicros" < 0) as units,
        json_agg(json_build_object('feeExternalId', f.external_id, 'amountMicros', (-l."amountMicros")::text,
          'units', coalesce(l.quantity, 1), 'postedAt', ${isoOf("f.posted_at")}) order by f.posted_at, f.external_id)
          filter (where l."amountMicros" < 0) as charges
      from ${linesOf(scope)} and l."group" in ('referral_fee', 'fulfilment_fee') group by 1, 2, 3, 4, 5
    )
    select c.order_external_id as "orderExternalId", c.sku, c."group", c."type", c.currency, c.charges,
      c.net::bigint::text as "netMicros", i.units as "unitsOrdered"
    from charged c
    left join fee_estimates e on e.connection_id = ${scope.connectionId}::uuid
      and e.account_external_id = ${scope.accountExternalId} and e.sku = c.sku
    left join lateral (
      select sum(quantity_ordered)::int as units from order_items where connection_id = ${scope.connectionId}::uuid
        and account_external_id = ${scope.accountExternalId} and order_external_id = c.order_external_id and sku = c.sku
    ) i on true
    where json_array_length(c.charges) > 1
      or (c."group" = 'fulfilment_fee' and c.net > e.fulfilment_fee_micros * c.units)
    order by 1, 2, 3, 4`,
  );
  return rows.map((row) => ({
    ...row,
    netMicros: BigInt(row.netMicros),
    charges: row.charges.map((charge) => ({ ...charge, amountMicros: BigInt(charge.amountMicros) })),
  }));
}

/** Closed shipments, with the best word on when that was. */
export async function readInbound(tx: Tx, scope: Scope): Promise<ClaimFacts["inbound"]> {
  const rows = await rowsOf<ClaimFacts["inbound"][number]>(
    tx,
    sql`with closed as (
      select i.*, coalesce(i.closed_at, r.last_day::timestamp at time zone 'UTC', i.closed_seen_at) as ended_at
      from inbound_items i
      left join (
        select reference_id, max(day) as last_day from stock_movements where connection_id = ${scope.connectionId}::uuid
          and account_external_id = ${scope.accountExternalId} and kind = 'receipt' group by 1
      ) r on r.reference_id = i.shipment_id
      where i.connection_id = ${scope.connectionId}::uuid and i.account_external_id = ${scope.accountExternalId}
        and i.status = 'closed'
    )
    select account_external_id as "accountExternalId", shipment_id as "shipmentId", sku, fnsku, status,
      quantity_shipped as "quantityShipped", quantity_received as "quantityReceived", ${isoOf("ended_at")} as "closedAt"
    from closed where ended_at is not null order by ended_at, shipment_id, sku`,
  );
  return [...rows];
}

/** What a unit of each sku sold for on average, in the currency it sold in most. */
export async function readSoldAt(tx: Tx, scope: Scope): Promise<ClaimFacts["soldAt"]> {
  const rows = await rowsOf<{ sku: string; currency: string; micros: string }>(
    tx,
    sql`select distinct on (sku) sku, currency, (sum(item_price_micros) / sum(quantity_ordered))::bigint::text as micros
      from order_items where connection_id = ${scope.connectionId}::uuid
        and account_external_id = ${scope.accountExternalId} and sku is not null and item_price_micros > 0 and quantity_ordered > 0
      group by sku, currency order by sku, sum(quantity_ordered) desc, currency`,
  );
  return rows.map((row) => ({ ...row, micros: BigInt(row.micros) }));
}
