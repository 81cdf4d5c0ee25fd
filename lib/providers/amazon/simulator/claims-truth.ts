import { type ClaimSettings, defaultClaimSettings } from "@/lib/domain/claim-settings";
import { addDays, dayIn, daysBetween } from "@/lib/domain/day";
import type { Stringified, TrueClaim } from "../../contract";
import { startOf } from "../window";
import { paidForReturn } from "./account-postings";
import type { AccountNode } from "./accounts";
import { longestShipment, shipmentsBetween } from "./inbound";
import { incidentsBetween, paymentsOf, type Story } from "./incidents";
import { chargedFulfilment, postingsOf } from "./money-lines";
import { type ItemPlan, type OrderPlan, ordersBetween } from "./order-plans";
import { dayMs } from "./sandbox";

type Claim = Stringified<TrueClaim>;
type Span = { fromDays: number; untilDays: number };
const micros = (minor: number) => String(BigInt(minor) * 10_000n);

type Moment = { account: AccountNode; now: number; days: number };
const utcDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Whether the vendor takes a claim about a day now. What happened before the `days` that were read nobody knows. */
function isOpen({ account, now, days }: Moment, day: string, { fromDays, untilDays }: Span): boolean {
  const age = daysBetween(day, dayIn(account.timezone, new Date(now)));
  return age >= fromDays && age <= Math.min(untilDays, days - 1);
}

const incidentKinds: Partial<Record<Story, Claim["kind"]>> = {
  lost: "lost_in_warehouse",
  lost_partly_found: "lost_in_warehouse",
  damaged: "damaged_in_warehouse",
  reversal: "reimbursement_reversal",
};

const spans: Record<Claim["kind"], (settings: ClaimSettings) => Span> = {
  lost_in_warehouse: ({ lost }) => lost.window,
  damaged_in_warehouse: ({ damaged }) => damaged.window,
  refund_without_return: ({ refundWithoutReturn }) => refundWithoutReturn.window,
  inbound_shortage: ({ inboundShortage }) => inboundShortage.window,
  fee_overcharge: ({ feeOvercharge }) => feeOvercharge.window,
  reimbursement_shortfall: ({ reimbursementShortfall }) => reimbursementShortfall.window,
  reimbursement_reversal: ({ reimbursementReversal }) => reimbursementReversal.window,
};

/** When each kind's clock starts: at the loss, at the payment, at the reversal. */
const daysAfter: Partial<Record<Claim["kind"], number>> = {
  reimbursement_reversal: 30,
};

function incidentClaims(moment: Moment): Claim[] {
  const { account, now } = moment;
  return incidentsBetween(account, now - 120 * dayMs, now).flatMap((incident) => {
    const { story, at, product, quantity } = incident;
    const kind = incidentKinds[story];
    const wait = kind && daysAfter[kind];
    const startsAt = at + (wait ?? 0) * dayMs;
    if (!kind || startsAt > now) return [];
    // The ledger counts in days of the account, payments have a moment.
    const day = wait === undefined ? dayIn(account.timezone, new Date(at)) : utcDay(startsAt);
    if (!isOpen(moment, day, spans[kind](defaultClaimSettings))) return [];
    const units = story === "lost_partly_found" ? quantity - 1 : quantity;
    const [paid] = paymentsOf(incident);
    const value = kind === "reimbursement_reversal" ? (paid?.amountMinor ?? 0) : product.priceMinor * units;
    return {
      ...{ accountExternalId: account.id, kind, orderExternalId: null, shipmentId: null, sku: product.sku },
      ...{ quantity: units, currency: account.currency },
      amountMicros: micros(value),
    };
  });
}

/** When the last of the charges that count was posted; a deferred one counts by its release. */
function chargedAt(account: AccountNode, plan: OrderPlan, now: number): number {
  const counted = postingsOf(account, plan)
    .filter(({ postedAt, releasedAt }) => postedAt <= now && !(releasedAt !== null && releasedAt <= now))
    .filter(({ lines }) =>
      lines.some(({ group, amountMinor }) => group === "fulfilment_fee" && amountMinor < 0),
    );
  return Math.max(0, ...counted.map(({ postedAt }) => postedAt));
}

function orderClaims(moment: Moment, since: number): Claim[] {
  const { account, now } = moment;
  const base = { accountExternalId: account.id, shipmentId: null, currency: account.currency };
  const isIn = (kind: Claim["kind"], at: number) =>
    at > since && at <= now && isOpen(moment, utcDay(at), spans[kind](defaultClaimSettings));
  return ordersBetween(account, now - 180 * dayMs, now).flatMap((plan): Claim[] => {
    const { id, refund, fee, items, shippedAt, isAmazon } = plan;
    const [first] = items;
    if (!first || shippedAt === null || !isAmazon) return [];
    const claim = (kind: Claim["kind"], item: ItemPlan, quantity: number, minor: number): Claim => ({
      ...{ ...base, kind, orderExternalId: id, sku: item.product.sku, quantity, amountMicros: micros(minor) },
    });
    const claims: Claim[] = [];
    const isKept =
      refund && refund.returnedAt === null && !(refund.reimbursedAt && refund.reimbursedAt <= now);
    const isBack = refund?.returnedAt != null && refund.returnedAt <= now;
    if (isKept && !isBack && isIn("refund_without_return", refund.at))
      claims.push(claim("refund_without_return", first, 1, first.product.priceMinor));
    const short = first.product.priceMinor - paidForReturn(plan);
    const isShort = short * 100 > first.product.priceMinor * 10;
    if (refund?.reimbursedAt && isShort && isIn("reimbursement_shortfall", refund.reimbursedAt))
      claims.push(claim("reimbursement_shortfall", first, 1, short));
    if (fee === "right" || fee === "near") return claims;
    const at = chargedAt(account, plan, now);
    if (!isIn("fee_overcharge", at)) return claims;
    const charged = chargedFulfilment(plan, first);
    const isDoubled = at >= shippedAt + 3 * dayMs && shippedAt > since;
    // One that will be given back is owed until then.
    const isOwed = fee === "double" || (fee === "double_reversed" && now < shippedAt + 12 * dayMs);
    if (isOwed && isDoubled)
      claims.push(claim("fee_overcharge", first, first.quantity, charged * first.quantity));
    if (fee === "over")
      for (const item of items) {
        const over = chargedFulfilment(plan, item) - item.product.fulfilmentMinor;
        claims.push(claim("fee_overcharge", item, item.quantity, over * item.quantity));
      }
    return claims;
  });
}

/** The end of the calendar month (UTC) in which a shipment last changed: closer nobody is told when it was closed. */
function monthEnd(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - 1;
}

function inboundClaims(moment: Moment): Claim[] {
  const { account, now } = moment;
  const span = spans.inbound_shortage(defaultClaimSettings);
  const from = now - (span.untilDays + 40) * dayMs - longestShipment;
  return shipmentsBetween(account, from, now).flatMap(({ id, closedAt, items, story }): Claim[] => {
    const isKnown = closedAt <= now && monthEnd(closedAt) <= now;
    // Shipments are listed however old they are.
    if (
      story !== "short" ||
      !isKnown ||
      !isOpen({ ...moment, days: Infinity }, utcDay(monthEnd(closedAt)), span)
    )
      return [];
    return items
      .filter(({ missing }) => missing > 0)
      .map(({ product, missing }) => ({
        ...{ accountExternalId: account.id, kind: "inbound_shortage", orderExternalId: null, shipmentId: id },
        ...{ sku: product.sku, quantity: missing, currency: account.currency },
        amountMicros: micros(product.priceMinor * missing),
      }));
  });
}

/** The discrepancies of this world that are open to be claimed now, by a seller who has read `days` days. */
export function claimsOf(account: AccountNode, now: number, days: number): Claim[] {
  const moment = { account, now, days };
  const since = startOf(
    addDays(dayIn(account.timezone, new Date(now)), 1 - days),
    account.timezone,
  ).getTime();
  return [...incidentClaims(moment), ...orderClaims(moment, since), ...inboundClaims(moment)];
}
