import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { InventoryQuery, InventoryResponse, InventoryRow } from "@/lib/api/marketplace";
import { decodeCursor } from "../cursor";
import { isoOf, ofOwner, ownerColumns, readPage } from "./page";

const Cursor = z.tuple([z.string(), z.uuid(), z.string(), z.string()]);

/** Units of each listing by sku, in keyset pages. */
export async function listInventory(
  viewer: { workspaceId: string },
  query: InventoryQuery,
): Promise<InventoryResponse> {
  const { sku, stock, cursor } = query;
  const after = cursor ? decodeCursor(cursor, Cursor) : null;
  const { rows: inventory, nextCursor } = await readPage<InventoryRow, InventoryRow>(viewer, query, {
    statement: (limit) => sql`
      select ${ownerColumns}, t.sku, t.fnsku, t.asin, t.name, t.condition, t.total, t.fulfillable, t.inbound_working,
        t.inbound_shipped, t.inbound_receiving, t.reserved, t.researching, t.unfulfillable, ${isoOf("t.updated_at")} as updated_at,
        json_build_array(t.sku, t.connection_id, t.account_external_id, t.fnsku) as key
      from inventory t join connections c on c.id = t.connection_id
      where true ${ofOwner(query)} ${sku ? sql`and t.sku = ${sku}` : sql``}
        ${stock === "out" ? sql`and t.fulfillable = 0` : sql``}
        ${
          after
            ? sql`and (t.sku, t.connection_id, t.account_external_id, t.fnsku)
            > (${after[0]}, ${after[1]}::uuid, ${after[2]}, ${after[3]})`
            : sql``
        }
      order by t.sku, t.connection_id, t.account_external_id, t.fnsku limit ${limit}`,
    show: async (_tx, rows) => rows.map(({ key: _key, ...row }) => row),
  });
  return { inventory, nextCursor };
}
