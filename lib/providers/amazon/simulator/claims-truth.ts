import { type ClaimSettings, defaultClaimSettings } from "@/lib/domain/claim-settings";
import { addDays, dayIn, daysBetween } from "@/lib/domain/day";
import type { Stringified, TrueClaim } from "../../contract";
import type { AccountNode } from "./accounts";
import { longestShipment, shipmentsBetween } from "./inbound";
import { incidentsBetween, type Story } from "./incidents";
import { chargedFulfilment } from "./money-lines";
import { ordersBetween } from "./order-plans";
import { dayMs } from "./sandbox";

type Claim = Stringified<TrueClaim>;
type Span = { fromDays: number; untilDays: number };
const micros = (minor: number) => String(BigInt(minor) * 10_000n);

/** Whether the vendor takes a claim about `at` now, in days of the account. */
function isOpen({ timezone }: AccountNode, at: number, { fromDays, untilDays }: Span, now: number): boolean {
  const age = daysBetween(dayIn(timezone, new Date(at)), dayIn(timezone, new Date(now)));
  return age >= fromDays && age <= untilDays;
}

const incidentKinds: Partial<Record<Story, Claim["kind"]>> = {
  lost: "lost_in_warehouse",
  lost_partly_found: "lost_in_warehouse",
  damaged: "damaged_in_warehouse",
  shortfall: "reimbursement_shortfall",
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
  reimbursement_shortfall: 18,
  reimbursement_reversal: 30,
};

function incidentClaims(account: AccountNode, now: number): Claim[] {
  return incidentsBetween(account, now - 120 * dayMs, now).flatMap(({ story, at, product, quantity }) => {
    const kind = incidentKinds[story];
    if (!kind || at > now) return [];
    const startsAt = at + (daysAfter[kind] ?? 0) * dayMs;
    if (startsAt > now || !isOpen(account, startsAt, spans[kind](defaultClaimSettings), now)) return [];
    const units = story === "lost_partly_found" ? quantity - 1 : quantity;
    const value = product.priceMinor * units;
    const paid = Math.round((value * 60) / 100);
    return {
      ...{ accountExternalId: account.id, kind, orderExternalId: null, shipmentId: null, sku: product.sku },
      ...{ quantity: units, currency: account.currency },
      amountMicros: micros(kind === "reimbursement_shortfall" ? value - paid : value),
    };
  });
}

function orderClaims(account: AccountNode, now: number): Claim[] {
  const base = { accountExternalId: account.id, shipmentId: null, currency: account.currency };
  return ordersBetween(account, now - 180 * dayMs, now).flatMap((plan): Claim[] => {
    const { id, refund, fee, items, shippedAt, isAmazon, key } = plan;
    const [first] = items;
    if (!first || shippedAt === null || !isAmazon) return [];
    const { product, quantity } = first;
    const about = { ...base, orderExternalId: id, sku: product.sku };
    const claims: Claim[] = [];
    const isKept = refund && refund.at <= now && refund.returnedAt === null && refund.reimbursedAt === null;
    if (isKept && isOpen(account, refund.at, spans.refund_without_return(defaultClaimSettings), now))
      claims.push({
        ...about,
        kind: "refund_without_return",
        quantity: 1,
        amountMicros: micros(product.priceMinor),
      });
    const soldAt = Math.floor((shippedAt + (24 + (key % 24)) * 3_600_000) / 600_000) * 600_000;
    const chargedAt = fee === "double" ? shippedAt + 3 * dayMs : soldAt;
    if (chargedAt > now || !isOpen(account, chargedAt, spans.fee_overcharge(defaultClaimSettings), now))
      return claims;
    const charged = chargedFulfilment(plan, first);
    const over = (units: number, minor: number, sku: string): Claim => ({
      ...{ ...about, sku, kind: "fee_overcharge", quantity: units, amountMicros: micros(minor) },
    });
    if (fee === "double") claims.push(over(quantity, charged * quantity, product.sku));
    if (fee === "over")
      for (const item of items)
        claims.push(
          over(
            item.quantity,
            (chargedFulfilment(plan, item) - item.product.fulfilmentMinor) * item.quantity,
            item.product.sku,
          ),
        );
    return claims;
  });
}

/** The end of the calendar month (UTC) in which a shipment last changed: closer nobody is told when it was closed. */
export function monthEnd(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - 1;
}

function inboundClaims(account: AccountNode, now: number): Claim[] {
  const span = spans.inbound_shortage(defaultClaimSettings);
  const from = now - (span.untilDays + 40) * dayMs - longestShipment;
  return shipmentsBetween(account, from, now).flatMap(({ id, closedAt, items, story }): Claim[] => {
    if (story !== "short" || closedAt > now || !isOpen(account, monthEnd(closedAt), span, now)) return [];
    return items
      .filter(({ missing }) => missing > 0)
      .map(({ product, missing }) => ({
        ...{ accountExternalId: account.id, kind: "inbound_shortage", orderExternalId: null, shipmentId: id },
        ...{ sku: product.sku, quantity: missing, currency: account.currency },
        amountMicros: micros(product.priceMinor * missing),
      }));
  });
}

/** The discrepancies of this world that are open to be claimed now. */
export const claimsOf = (account: AccountNode, now: number): Claim[] => [
  ...incidentClaims(account, now),
  ...orderClaims(account, now),
  ...inboundClaims(account, now),
];

export const firstDay = ({ timezone }: AccountNode, now: Date, days: number) =>
  addDays(dayIn(timezone, now), 1 - days);
