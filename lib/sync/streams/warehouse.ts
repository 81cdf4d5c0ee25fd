import { sql } from "drizzle-orm";
import {
  customerReturns,
  inboundItems,
  reimbursements as reimbursementsTable,
  stockMovements as stockMovementsTable,
} from "@/drizzle/schema";
import { arrayOf } from "@/lib/db/array-literal";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { CustomerReturn, InboundItem, Reimbursement, StockMovement } from "@/lib/domain/warehouse";
import { removeOrHold } from "../held-deletions";
import { type Deleted, verdictOn } from "../write-entities";
import { keyed } from "./keyed";
import type { Landing, StreamKind } from "./kind";

const movements = keyed({
  schema: StockMovement,
  table: stockMovementsTable,
  keys: ["externalId"],
  compared: [
    "day",
    "kind",
    "fnsku",
    "sku",
    "asin",
    "referenceId",
    "quantity",
    "centre",
    "disposition",
    "reason",
    "reconciled",
    "unreconciled",
  ],
  toRow: (row) => row,
});

async function deleteAbsent(
  tx: Tx,
  { lease, slice }: Landing,
  keys: string[],
  accepted: number,
): Promise<Deleted> {
  const [row] = await rowsOf<Deleted>(
    tx,
    sql`with listed as (select * from unnest(${arrayOf(keys, "text")}) as l (key)),
    living as (
      select t.external_id from stock_movements t where t.connection_id = ${lease.connectionId}::uuid
        and t.account_external_id = ${slice.account.externalId} and t.day between ${slice.from}::date and ${slice.to}::date
    ),
    absent as (select * from living where not exists (select 1 from listed where key = external_id)),
    verdict as (${verdictOn(accepted)}),
    removed as (
      delete from stock_movements t using absent a, verdict v
      where not v.suspicious and t.connection_id = ${lease.connectionId}::uuid
        and t.account_external_id = ${slice.account.externalId} and t.external_id = a.external_id returning 1
    )
    select (select count(*) from removed)::int as deleted,
      (select case when suspicious then missing else 0 end from verdict)::int as held`,
  );
  return row ?? { deleted: 0, held: 0 };
}

/** A line whose quantity is corrected has another key: the old one is gone from the days it stood in. */
export const stockMovements: StreamKind<StockMovement> = {
  ...movements,
  finish: (tx, landing, keys) => {
    const { lease, slice, at } = landing;
    const listing = { accountExternalId: slice.account.externalId, kind: "stock_movement", at } as const;
    return removeOrHold(tx, lease, listing, (accepted) => deleteAbsent(tx, landing, keys, accepted));
  },
};

export const returns = keyed({
  schema: CustomerReturn,
  table: customerReturns,
  keys: ["externalId"],
  compared: ["returnedAt", "orderExternalId", "sku", "fnsku", "quantity", "disposition", "reason"],
  toRow: (row) => row,
});

export const reimbursements = keyed({
  schema: Reimbursement,
  table: reimbursementsTable,
  keys: ["externalId"],
  compared: [
    "kind",
    "type",
    "approvedAt",
    "caseId",
    "orderExternalId",
    "sku",
    "fnsku",
    "currency",
    "amountMicros",
    "quantityCash",
    "quantityReplaced",
    "originalExternalId",
  ],
  toRow: (row) => row,
});

const inbound = keyed({
  schema: InboundItem,
  table: inboundItems,
  keys: ["shipmentId", "sku"],
  compared: ["fnsku", "status", "quantityShipped", "quantityReceived", "closedAt"],
  toRow: (row) => row,
});

/** Some vendors do not say when a shipment was closed: then it is when we first saw it closed. */
export const inboundShipments: StreamKind<InboundItem> = {
  ...inbound,
  isListing: true,
  write: async (tx, landing, rows) => {
    const written = await inbound.write(tx, landing, rows);
    await tx.execute(sql`update inbound_items set closed_seen_at = ${landing.at.toISOString()}::timestamptz
      where connection_id = ${landing.lease.connectionId}::uuid and account_external_id = ${landing.slice.account.externalId}
        and status = 'closed' and closed_at is null and closed_seen_at is null`);
    return written;
  },
};
