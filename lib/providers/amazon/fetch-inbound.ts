import { AppError } from "@/lib/core/errors";
import { failure, failureKindOf } from "@/lib/domain/failure";
import type { InboundItem } from "@/lib/domain/warehouse";
import { keyOf, parseRows } from "@/lib/http/rows";
import type { CallContext, FetchPage, Page } from "../contract";
import { readAccountId } from "./account";
import { ask } from "./client";
import { type PageCursor, readPageCursor, writeCursor } from "./cursor";
import { readEnv } from "./env";
import { isFailure, recover } from "./listing";
import { toInboundItem } from "./map";
import type { Marketplace } from "./marketplaces";
import {
  Shipment,
  ShipmentItem,
  ShipmentItemsAnswer,
  ShipmentsAnswer,
  shipmentStatuses,
} from "./schema-stock";

const dayMs = 86_400_000;
const mostPages = 50;
/** Amazon takes claims about a shipment for nine months. */
const backDays = 300;
/** Each shipment costs a call of its own. */
const shipmentsPerPage = 20;
/** What an empty bucket is given to fill: every wait is a step of the sync. */
const restMs = 10_000;

type Month = { from: number; to: number };
type Read = Pick<Page<InboundItem>, "rows" | "rejected">;

/** The calendar month (UTC) that ends at or after a moment. */
function monthOf(moment: number): Month {
  const date = new Date(moment);
  const of = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  return { from: of(0), to: of(1) - 1 };
}

/** Every shipment whose status last changed in a month. */
async function listShipments(context: CallContext, { id, region }: Marketplace, { from, to }: Month) {
  const raw: unknown[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const range = {
      QueryType: "DATE_RANGE",
      // Dates alone are refused. https://github.com/amzn/selling-partner-api-models/issues/1877
      ShipmentStatusList: [...shipmentStatuses],
      LastUpdatedAfter: new Date(from).toISOString(),
      LastUpdatedBefore: new Date(Math.min(to, context.clock().getTime())).toISOString(),
    };
    const place = token ? { QueryType: "NEXT_TOKEN", NextToken: token } : range;
    const { payload } = await ask(context, {
      operation: "getShipments",
      region,
      query: { MarketplaceId: id, ...place },
      schema: ShipmentsAnswer,
    });
    raw.push(...payload.ShipmentData);
    if (!payload.NextToken)
      return parseRows({ schema: Shipment, rows: raw, naturalKey: keyOf("ShipmentId") });
    if (payload.NextToken === token) break;
    token = payload.NextToken;
  }
  throw failure("provider_bug", { provider: "Amazon", detail: "cursor_loop" });
}

/**
 * The items of one shipment. They are not asked for by date: a late receipt moves the date of its item and not that of
 * its shipment. https://github.com/amzn/selling-partner-api-docs/issues/3152
 */
async function readItems(
  context: CallContext,
  accountExternalId: string,
  shipment: Shipment,
  changedBy: number | null,
): Promise<Read> {
  const { payload } = await ask(context, {
    operation: "getShipmentItemsByShipmentId",
    region: readAccountId(accountExternalId).marketplace.region,
    path: { shipmentId: shipment.ShipmentId },
    schema: ShipmentItemsAnswer,
  });
  const { rows, rejected } = parseRows({
    schema: ShipmentItem,
    rows: payload.ItemData,
    naturalKey: keyOf("ShipmentId", "SellerSKU"),
  });
  const own = rows.filter(({ ShipmentId }) => ShipmentId === shipment.ShipmentId);
  return { rows: own.map((item) => toInboundItem(accountExternalId, shipment, item, changedBy)), rejected };
}

const isPause = (error: unknown): error is AppError =>
  error instanceof AppError && failureKindOf(error.code) === "rate_limited";

/** Reads shipments in turn until the page is full or the bucket empty; `last` is the one read last, null after all. */
async function readShipments(
  context: CallContext,
  accountExternalId: string,
  shipments: Shipment[],
  changedBy: number | null,
): Promise<Read & { last: string | null }> {
  const read: Read = { rows: [], rejected: [] };
  let last = "";
  for (const shipment of shipments.slice(0, shipmentsPerPage)) {
    try {
      const items = await readItems(context, accountExternalId, shipment, changedBy);
      read.rows.push(...items.rows);
      read.rejected.push(...items.rejected);
      last = shipment.ShipmentId;
    } catch (error) {
      // Deleted since it was listed.
      if (isFailure(error, "config_invalid.not_found")) continue;
      if (!isPause(error)) throw error;
      if (last) return { ...read, last };
      const until = new Date(Math.max(error.until?.getTime() ?? 0, context.clock().getTime() + restMs));
      throw failure("rate_limited", { provider: "Amazon", detail: "items", until, cause: error });
    }
  }
  return { ...read, last: shipments.length > shipmentsPerPage ? last : null };
}

const start = (before: number): PageCursor => ({
  kind: "page",
  ...{ version: "v0", before: new Date(before).toISOString() },
  ...{ token: "", skip: 0, size: 50, restarts: 0 },
});

/**
 * Shipments to Amazon's warehouses, sku by sku, month by month backwards; the cursor's token is the shipment read last.
 * Amazon does not say when it closed a shipment: only by asking for months is it known to within one.
 */
export const fetchInbound: FetchPage<InboundItem> = async (context, { accountExternalId, cursor: text }) => {
  const now = context.clock().getTime();
  const cursor = text === null ? start(now) : readPageCursor(text);
  const { marketplace } = readAccountId(accountExternalId);
  let month = monthOf(Date.parse(cursor.before));
  let { token } = cursor;
  try {
    for (;;) {
      const listed = await listShipments(context, marketplace, month);
      const left = listed.rows
        .filter(({ ShipmentId }) => ShipmentId > token)
        .sort((a, b) => (a.ShipmentId < b.ShipmentId ? -1 : 1));
      const changedBy = month.to < now ? month.to : null;
      const { rows, rejected, last } = await readShipments(context, accountExternalId, left, changedBy);
      if (last !== null) return { rows, rejected, cursor: writeCursor({ ...cursor, token: last }) };
      const page = { rows, rejected: [...listed.rejected, ...rejected] };
      const before = month.from - 1;
      // The sandbox knows no months.
      if (before < now - backDays * dayMs || readEnv().isSandbox) return { ...page, cursor: null };
      if (page.rows.length + page.rejected.length > 0) return { ...page, cursor: writeCursor(start(before)) };
      month = monthOf(before);
      token = "";
    }
  } catch (error) {
    return recover(cursor, error);
  }
};
