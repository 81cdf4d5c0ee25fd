import { and, eq, sql } from "drizzle-orm";
import { heldDeletions, inventory as inventoryTable } from "@/drizzle/schema";
import { arrayOf } from "@/lib/db/array-literal";
import { describeColumns } from "@/lib/db/column-spec";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { type WriteSpec, writeChanged } from "@/lib/db/write-changed";
import { Inventory, stockMeasures } from "@/lib/domain/inventory";
import { removeOrHold } from "../held-deletions";
import { screen } from "../screen-rows";
import { type Deleted, verdictOn } from "../write-entities";
import type { Landing, StreamKind } from "./kind";

const spec: WriteSpec = {
  table: inventoryTable,
  keys: ["accountExternalId", "sku", "fnsku"],
  compared: ["asin", "condition", "name", ...stockMeasures, "updatedAt"],
  carried: [],
};

const keyOf = ({ sku, fnsku }: { sku: string; fnsku: string }) => `${sku}|${fnsku}`;
const columns = describeColumns(inventoryTable, stockMeasures).map(({ name }) => `"${name}"`);
const anyUnits = sql.raw(columns.map((name) => `t.${name} <> 0`).join(" or "));
const noUnits = sql.raw(columns.map((name) => `${name} = 0`).join(", "));

/** Lists what a complete listing no longer shows with no units, or says how many that would be when they are too many. */
async function emptyAbsent(
  tx: Tx,
  { lease, slice }: Landing,
  keys: string[],
  accepted: number,
): Promise<Deleted> {
  const [row] = await rowsOf<Deleted>(
    tx,
    sql`with listed as (select * from unnest(${arrayOf(keys, "text")}) as l (key)),
    living as (
      select t.sku, t.fnsku from inventory t where t.connection_id = ${lease.connectionId}::uuid
        and t.account_external_id = ${slice.account.externalId} and (${anyUnits})
    ),
    absent as (select * from living where not exists (select 1 from listed where key = sku || '|' || fnsku)),
    verdict as (${verdictOn(accepted)}),
    emptied as (
      update inventory t set ${noUnits}, changed_at = now() from absent a, verdict v
      where not v.suspicious and t.connection_id = ${lease.connectionId}::uuid
        and t.account_external_id = ${slice.account.externalId} and t.sku = a.sku and t.fnsku = a.fnsku returning 1
    )
    select (select count(*) from emptied)::int as deleted,
      (select case when suspicious then missing else 0 end from verdict)::int as held`,
  );
  return row ?? { deleted: 0, held: 0 };
}

/** Units by listing: one that a complete listing no longer shows has none of anything any more. */
export const inventory: StreamKind<Inventory> = {
  isListing: true,
  screen: (raw, account) => screen(Inventory, raw, { account, keyOf }),
  write: (tx, { lease }, rows) => writeChanged(tx, spec, { rows, scope: lease }),
  finish: (tx, landing, keys) => {
    const { lease, slice, at } = landing;
    const listing = { accountExternalId: slice.account.externalId, kind: "inventory", at } as const;
    return removeOrHold(tx, lease, listing, (accepted) => emptyAbsent(tx, landing, keys, accepted));
  },
  remove: async (tx, connectionId) => {
    await tx
      .delete(heldDeletions)
      .where(and(eq(heldDeletions.connectionId, connectionId), eq(heldDeletions.kind, "inventory")));
    return (await tx.delete(inventoryTable).where(eq(inventoryTable.connectionId, connectionId))).count;
  },
};
