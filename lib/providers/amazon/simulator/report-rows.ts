import { child } from "../../simulation";
import { orderPayments } from "./account-postings";
import type { AccountNode } from "./accounts";
import { longestShipment, receiptHour, shipmentsBetween } from "./inbound";
import {
  centreOf,
  incidentsBetween,
  longestStory,
  type Movement,
  movementsOf,
  type Payment,
  paymentsOf,
} from "./incidents";
import { type OrderPlan, ordersBetween } from "./order-plans";
import { longestLife } from "./order-state";
import { nthProduct, type Product } from "./products";
import { dayMs } from "./sandbox";

const weekMs = 7 * dayMs;
/** Longest from an order to its return or the payment for a missing one. */
const longestReturn = 100 * dayMs;
const within = (at: number | null, from: number, to: number): at is number =>
  at !== null && at >= from && at < to;

function orderMovements({ key, id, items, isAmazon, shippedAt, refund }: OrderPlan): Movement[] {
  if (!isAmazon || shippedAt === null) return [];
  const line = { referenceId: id, centre: centreOf(key), disposition: "SELLABLE", reason: "", settled: null };
  const sent: Movement[] = items.map(({ product, quantity }) => ({
    ...line,
    ...{ at: shippedAt, product, eventType: "Shipments", quantity: -quantity },
  }));
  const [first] = items;
  if (!first || refund?.returnedAt == null) return sent;
  const back = {
    at: refund.returnedAt,
    product: first.product,
    eventType: "CustomerReturns",
    quantity: 1,
  } as const;
  return [...sent, { ...line, ...back }];
}

/** The ledger between two moments. */
export function movementsBetween(account: AccountNode, from: number, to: number): Movement[] {
  const receipts = shipmentsBetween(account, from - longestShipment, to).flatMap((shipment) =>
    shipment.items.map(
      ({ product, shipped, missing }): Movement => ({
        ...{ at: shipment.arrivedAt + receiptHour, product, eventType: "Receipts", referenceId: shipment.id },
        ...{
          quantity: shipped - missing,
          centre: shipment.centre,
          disposition: "SELLABLE",
          reason: "",
          settled: null,
        },
      }),
    ),
  );
  return [
    ...receipts,
    ...incidentsBetween(account, from - longestStory, to).flatMap(movementsOf),
    ...ordersBetween(account, from - longestReturn, to).flatMap(orderMovements),
  ]
    .filter(({ at }) => within(at, from, to))
    .sort((a, b) => b.at - a.at);
}

/** What was paid or taken back between two moments. */
export const paymentsIn = (account: AccountNode, from: number, to: number): Payment[] =>
  [
    ...incidentsBetween(account, from - longestStory, to).flatMap(paymentsOf),
    ...ordersBetween(account, from - longestReturn, to).flatMap(orderPayments),
  ]
    .filter(({ at }) => within(at, from, to))
    .sort((a, b) => b.at - a.at);

/** Orders of which something came back between two moments. */
export const returnsIn = (account: AccountNode, from: number, to: number): OrderPlan[] =>
  ordersBetween(account, from - longestReturn - longestLife, to)
    .filter(({ refund }) => within(refund?.returnedAt ?? null, from, to))
    .sort((a, b) => (b.refund?.returnedAt ?? 0) - (a.refund?.returnedAt ?? 0));

/** Once a week something comes back of an order from before this world: a returns report of a month is never empty. */
export function earlyReturnsIn(account: AccountNode, from: number, to: number) {
  const found: { id: string; at: number; product: Product; key: number }[] = [];
  for (let week = Math.floor(to / weekMs); week * weekMs >= from; week -= 1) {
    const id = `11${account.index + 1}-0000001-${String(week).padStart(7, "0")}`;
    const key = child(child(account.key, 75), week);
    found.push({ id, at: week * weekMs, product: nthProduct(account, week), key });
  }
  return found.filter(({ at }) => within(at, from, to));
}
