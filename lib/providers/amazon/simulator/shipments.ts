import { type Answer, ok } from "../../simulation";
import { shipmentStatuses } from "../schema-stock";
import type { AccountNode } from "./accounts";
import { type Asked, accountIn } from "./asked";
import { countedAt, longestShipment, receivedAt, type Shipment, shipmentsBetween, statusAt } from "./inbound";
import { listFrom, momentFrom, pageOf } from "./paging";
import { problems } from "./problems";
import { dayMs } from "./sandbox";

const history = 600 * dayMs;

type Changed = (shipment: Shipment, now: number) => number;

function listed({ sandbox, params }: Asked, account: AccountNode, changedAt: Changed): Shipment[] {
  const now = sandbox.now().getTime();
  const isRange = params.get("QueryType") === "DATE_RANGE";
  const after = isRange ? momentFrom(params.get("LastUpdatedAfter")) : now - history;
  const before = isRange ? momentFrom(params.get("LastUpdatedBefore")) : now;
  if (after === null || before === null)
    throw problems.input("LastUpdatedAfter and LastUpdatedBefore are required.");
  const statuses = listFrom(params.get("ShipmentStatusList"));
  const ids = listFrom(params.get("ShipmentIdList"));
  return shipmentsBetween(account, after - longestShipment, Math.min(before, now)).filter((shipment) => {
    const { status } = statusAt(shipment, now);
    const updatedAt = changedAt(shipment, now);
    if (shipment.createdAt > now || updatedAt < after || updatedAt > before) return false;
    if (ids.length > 0 && !ids.includes(shipment.id)) return false;
    return statuses.length === 0 || statuses.includes(status);
  });
}

/** Dates alone are not enough. https://github.com/amzn/selling-partner-api-models/pull/5375 */
function requireFilter(params: URLSearchParams): void {
  const statuses = listFrom(params.get("ShipmentStatusList"));
  if (statuses.length === 0 && !params.get("ShipmentIdList"))
    throw problems.bare("At least one of ShipmentStatusList and ShipmentIdList must be provided");
  const unknown = statuses.find((status) => !(shipmentStatuses as readonly string[]).includes(status));
  if (unknown) throw problems.bare(`Invalid ShipmentStatus: ${unknown}`);
}

/** A token carries what was asked with it: it comes alone. */
const remembered = (token: string | null) => new URLSearchParams(token?.split("~")[1] ?? "");

type Listed<Row> = { kind: string; size: number; changedAt: Changed; rowsOf: (shipment: Shipment) => Row[] };

/** The rows of a listing, and where it goes on. */
function paged<Row>(asked: Asked, { kind: kindOfRows, size, changedAt, rowsOf }: Listed<Row>) {
  const { sandbox, params } = asked;
  const token = params.get("NextToken");
  const kind = params.get("QueryType");
  if (!["SHIPMENT", "DATE_RANGE", "NEXT_TOKEN"].includes(kind ?? ""))
    throw problems.input("QueryType is invalid.");
  const original = kind === "NEXT_TOKEN" ? remembered(token) : params;
  const account = accountIn(sandbox, params.get("MarketplaceId"));
  const rows = listed({ ...asked, params: original }, account, changedAt).flatMap(rowsOf);
  const page = pageOf(sandbox, { kind: kindOfRows, rows, token: token?.split("~")[0] ?? null, size });
  return { rows: page.rows, token: page.next && { NextToken: `${page.next}~${original}` } };
}

export function getShipments(asked: Asked): Answer {
  if (asked.params.get("QueryType") !== "NEXT_TOKEN") requireFilter(asked.params);
  const now = asked.sandbox.now().getTime();
  const rowsOf = (shipment: Shipment) => [
    {
      ShipmentId: shipment.id,
      ShipmentName: shipment.name,
      DestinationFulfillmentCenterId: shipment.centre,
      ShipmentStatus: statusAt(shipment, now).status,
      LabelPrepType: "SELLER_LABEL",
    },
  ];
  const changedAt: Changed = (shipment, at) => statusAt(shipment, at).updatedAt;
  const { rows, token } = paged(asked, { kind: "shipments", size: 50, changedAt, rowsOf });
  return ok({ payload: { ShipmentData: rows, ...token } });
}

function itemsOf(shipment: Shipment, now: number) {
  return shipment.items.map((item) => ({
    ShipmentId: shipment.id,
    SellerSKU: item.product.sku,
    FulfillmentNetworkSKU: item.product.fnsku,
    QuantityShipped: item.shipped,
    QuantityReceived: receivedAt(shipment, item, now),
    QuantityInCase: 0,
  }));
}

export function getShipmentItemsByShipmentId(asked: Asked): Answer {
  const { sandbox, params, values } = asked;
  const now = sandbox.now().getTime();
  const accounts = params.get("MarketplaceId")
    ? [accountIn(sandbox, params.get("MarketplaceId"))]
    : sandbox.accounts();
  const shipment = accounts
    .flatMap((account) => shipmentsBetween(account, now - history, now))
    .find(({ id, createdAt }) => id === values.shipmentId && createdAt <= now);
  if (!shipment) throw problems.missing();
  return ok({ payload: { ItemData: itemsOf(shipment, now) } });
}

/** Items whose quantities changed in a range, whatever became of their shipments. */
export function getShipmentItems(asked: Asked): Answer {
  const now = asked.sandbox.now().getTime();
  const rowsOf = (shipment: Shipment) => itemsOf(shipment, now);
  const { rows, token } = paged(asked, { kind: "items", size: 200, changedAt: countedAt, rowsOf });
  return ok({ payload: { ItemData: rows, ...token } });
}
