import type { Inventory } from "@/lib/domain/inventory";
import { keyOf } from "@/lib/http/rows";
import type { FetchPage } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor } from "./cursor";
import { next, readRows, recover } from "./listing";
import { toInventory } from "./map";
import { InventoryAnswer } from "./schema";
import { InventorySummary } from "./schema-stock";

const first: PageCursor = {
  kind: "page",
  ...{ version: "v1", before: "", token: "", skip: 0, size: 50, restarts: 0 },
};

/**
 * All stock of the marketplace: asked for since a moment, Amazon leaves out what only changed inbound. A page's token
 * lives for 30 seconds; a listing that was slower begins again.
 */
export const fetchInventory: FetchPage<Inventory> = async (context, request) => {
  const { accountExternalId } = request;
  const { marketplace } = readAccountId(accountExternalId);
  const cursor = request.cursor === null ? first : readPageCursor(request.cursor);
  try {
    const answer = await ask(context, {
      operation: "getInventorySummaries",
      region: marketplace.region,
      query: {
        details: true,
        granularityType: "Marketplace",
        granularityId: marketplace.id,
        marketplaceIds: [marketplace.id],
        nextToken: cursor.token || undefined,
      },
      schema: InventoryAnswer,
    });
    const page = readRows({
      schema: InventorySummary,
      rows: answer.payload.inventorySummaries,
      naturalKey: keyOf("sellerSku", "fnSku"),
      map: (row) => toInventory(accountExternalId, row),
    });
    return { ...page, cursor: next(cursor, answer.pagination?.nextToken) };
  } catch (error) {
    return recover(cursor, error);
  }
};
