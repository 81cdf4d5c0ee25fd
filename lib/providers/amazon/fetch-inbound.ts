import { AppError } from "@/lib/core/errors";
import { failure, failureKindOf } from "@/lib/domain/failure";
import type { InboundItem } from "@/lib/domain/warehouse";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor, writeCursor } from "./cursor";
import { limits } from "./limits";
import { next, recover } from "./listing";
import { toInboundItem } from "./map";
import type { Marketplace } from "./marketplaces";
import { Shipment, ShipmentItem, ShipmentItemsAnswer, ShipmentsAnswer } from "./schema-stock";

const dayMs = 86_400_000;
const mostItemPages = 50;

async function itemsOf(context: CallContext, { region, id }: Marketplace, shipmentId: string) {
  const found: unknown[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostItemPages; page += 1) {
    const { payload } = await ask(context, {
      operation: "getShipmentItemsByShipmentId",
      region,
      path: { shipmentId },
      query: { MarketplaceId: id, NextToken: token },
      schema: ShipmentItemsAnswer,
    });
    found.push(...payload.ItemData);
    if (!payload.NextToken) return found;
    token = payload.NextToken;
  }
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor_loop" });
}

const isPause = (error: unknown) => error instanceof AppError && failureKindOf(error.code) === "rate_limited";

async function readShipments(
  context: CallContext,
  accountExternalId: string,
  cursor: PageCursor,
): Promise<Page<InboundItem>> {
  const { marketplace } = readAccountId(accountExternalId);
  const { payload } = await ask(context, {
    operation: "getShipments",
    region: marketplace.region,
    query: {
      MarketplaceId: marketplace.id,
      ...(cursor.token
        ? { QueryType: "NEXT_TOKEN", NextToken: cursor.token }
        : {
            QueryType: "DATE_RANGE",
            LastUpdatedAfter: new Date(Date.parse(cursor.before) - limits.historyDays * dayMs).toISOString(),
            LastUpdatedBefore: cursor.before,
          }),
    },
    schema: ShipmentsAnswer,
  });
  const { rows: shipments, rejected } = parseRows({
    schema: Shipment,
    rows: payload.ShipmentData.slice(cursor.skip),
    naturalKey: keyOf("ShipmentId"),
  });
  const rows: InboundItem[] = [];
  for (const [index, shipment] of shipments.entries()) {
    try {
      const items = await itemsOf(context, marketplace, shipment.ShipmentId);
      const naturalKey = keyOf("SellerSKU");
      const parsed = parseRows({
        schema: ShipmentItem,
        rows: items,
        naturalKey: (raw) => `${shipment.ShipmentId}:${naturalKey(raw)}`,
      });
      rejected.push(...parsed.rejected);
      rows.push(...parsed.rows.map((item) => toInboundItem(accountExternalId, shipment, item)));
    } catch (error) {
      // A bucket that ran empty half-way: what was read lands, the next page goes on behind it.
      if (!isPause(error) || index === 0 || rejected.length > 0) throw error;
      return { rows, rejected, cursor: writeCursor({ ...cursor, skip: cursor.skip + index }) };
    }
  }
  return { rows, rejected, cursor: next(cursor, payload.NextToken) };
}

/** Shipments to Amazon's warehouses that changed within the history, sku by sku. */
export const fetchInbound: FetchPage<InboundItem> = async (context, { accountExternalId, cursor: text }) => {
  const cursor: PageCursor =
    text === null
      ? {
          kind: "page",
          ...{ version: "v0", before: context.clock().toISOString() },
          ...{ token: "", skip: 0, size: 50, restarts: 0 },
        }
      : readPageCursor(text);
  try {
    return await readShipments(context, accountExternalId, cursor);
  } catch (error) {
    return recover(cursor, error);
  }
};
