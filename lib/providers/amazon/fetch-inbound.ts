import type * as z from "zod";
import { failure } from "@/lib/domain/failure";
import type { InboundItem } from "@/lib/domain/warehouse";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor, writeCursor } from "./cursor";
import { readEnv } from "./env";
import { limits } from "./limits";
import { recover } from "./listing";
import { toInboundItem } from "./map";
import type { Marketplace } from "./marketplaces";
import type { OperationName } from "./operations";
import {
  Shipment,
  ShipmentItem,
  ShipmentItemsAnswer,
  ShipmentsAnswer,
  shipmentStatuses,
} from "./schema-stock";

const dayMs = 86_400_000;
const mostPages = 50;

type Month = { from: number; to: number };

/** The calendar month (UTC) that ends at or after a moment. */
function monthOf(moment: number): Month {
  const date = new Date(moment);
  const of = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return { from: of(0), to: of(1) - 1 };
}

type Listing<S> = {
  operation: OperationName;
  schema: S;
  rowsOf: (answer: unknown) => unknown[];
  filter?: Record<string, string[]>;
};

/** Every row of a listing of what changed in a month. */
async function readAll<S extends z.ZodType<{ payload: { NextToken?: string } }>>(
  context: CallContext,
  { id, region }: Marketplace,
  { from, to }: Month,
  { operation, schema, rowsOf, filter }: Listing<S>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const range = {
      ...filter,
      QueryType: "DATE_RANGE",
      LastUpdatedAfter: new Date(from).toISOString(),
      LastUpdatedBefore: new Date(Math.min(to, context.clock().getTime())).toISOString(),
    };
    const place = token ? { QueryType: "NEXT_TOKEN", NextToken: token } : range;
    const answer = await ask(context, { operation, region, query: { MarketplaceId: id, ...place }, schema });
    rows.push(...rowsOf(answer));
    const { NextToken } = answer.payload;
    if (!NextToken) return rows;
    if (NextToken === token) break;
    token = NextToken;
  }
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor_loop" });
}

const shipmentListing: Listing<typeof ShipmentsAnswer> = {
  operation: "getShipments",
  schema: ShipmentsAnswer,
  rowsOf: (answer) => (answer as z.infer<typeof ShipmentsAnswer>).payload.ShipmentData,
  // Dates alone are refused. https://github.com/amzn/selling-partner-api-models/issues/1877
  filter: { ShipmentStatusList: [...shipmentStatuses] },
};
const itemListing: Listing<typeof ShipmentItemsAnswer> = {
  operation: "getShipmentItems",
  schema: ShipmentItemsAnswer,
  rowsOf: (answer) => (answer as z.infer<typeof ShipmentItemsAnswer>).payload.ItemData,
};

/** The shipments last changed in a month, joined with their items. */
async function readMonth(context: CallContext, accountExternalId: string, month: Month) {
  const { marketplace } = readAccountId(accountExternalId);
  const raw = await readAll(context, marketplace, month, shipmentListing);
  const shipments = parseRows({ schema: Shipment, rows: raw, naturalKey: keyOf("ShipmentId") });
  if (raw.length === 0) return { rows: [], rejected: [] };
  const known = new Map(shipments.rows.map((shipment) => [shipment.ShipmentId, shipment]));
  const items = parseRows({
    schema: ShipmentItem,
    rows: await readAll(context, marketplace, month, itemListing),
    naturalKey: keyOf("ShipmentId", "SellerSKU"),
  });
  const isOver = month.to < context.clock().getTime();
  const rows = items.rows.flatMap((item): InboundItem[] => {
    const shipment = known.get(item.ShipmentId);
    return shipment ? [toInboundItem(accountExternalId, shipment, item, isOver ? month.to : null)] : [];
  });
  return { rows, rejected: [...shipments.rejected, ...items.rejected] };
}

const start = (before: number): PageCursor => ({
  kind: "page",
  ...{ version: "v0", before: new Date(before).toISOString() },
  ...{ token: "", skip: 0, size: 50, restarts: 0 },
});

/**
 * Shipments to Amazon's warehouses, sku by sku, month by month backwards through the history. Amazon does not say when
 * it closed a shipment: only by asking for months is it known to within one.
 */
export const fetchInbound: FetchPage<InboundItem> = async (context, { accountExternalId, cursor: text }) => {
  const now = context.clock().getTime();
  const oldest = now - limits.historyDays * dayMs;
  const cursor = text === null ? start(now) : readPageCursor(text);
  let month = monthOf(Date.parse(cursor.before));
  try {
    for (;;) {
      const page: Pick<Page<InboundItem>, "rows" | "rejected"> = await readMonth(
        context,
        accountExternalId,
        month,
      );
      const before = month.from - 1;
      // The sandbox knows no months.
      if (before < oldest || readEnv().isSandbox) return { ...page, cursor: null };
      if (page.rows.length + page.rejected.length > 0) return { ...page, cursor: writeCursor(start(before)) };
      month = monthOf(before);
    }
  } catch (error) {
    return recover(cursor, error);
  }
};
