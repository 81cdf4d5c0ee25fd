import { child, roll } from "../../simulation";
import { type AccountNode, worldOf } from "./accounts";
import { type Incident, incidentsBetween, longestStory, type Payment, paymentsOf } from "./incidents";
import type { Line, Posting } from "./money-lines";
import { postingsOf } from "./money-lines";
import { type OrderPlan, ordersBetween } from "./order-plans";
import { createMemory, dayMs, hourMs, type Sandbox } from "./sandbox";

/** Longest from an order to its last transaction: shipped, refunded, paid for. */
const longestMoney = 80 * dayMs;

/** Of the price of one unit that a customer never sent back, so much is paid. */
export const paidForReturn = ({ refund, items: [first] }: OrderPlan): number =>
  Math.round(((first?.product.priceMinor ?? 0) * (refund?.paidPercent ?? 0)) / 100);

/** What was paid for goods that a customer never sent back. */
export function orderPayments(plan: OrderPlan): Payment[] {
  const { id, refund, items, isAmazon } = plan;
  const [first] = items;
  if (!refund?.reimbursedAt || !first || !isAmazon) return [];
  const { product } = first;
  const paid = {
    cash: 1,
    replaced: 0,
    originalId: null,
    reason: "CustomerReturn",
    amountMinor: paidForReturn(plan),
  };
  return [
    { ...paid, id: `6${id.replaceAll("-", "").slice(2)}`, at: refund.reimbursedAt, product, orderId: id },
  ];
}

const whole = (group: Line["group"], type: string, amountMinor: number): Line => ({
  ...{ path: [type], group, type, amountMinor, item: null },
});
const plain = { releasedAt: null, releases: null, orderId: null, isAmazon: true, items: [] };

/** A reimbursement as the finances tell it: an adjustment by its reason. */
function paymentPosting({ id, at, reason, amountMinor, product, orderId, cash }: Payment): Posting[] {
  if (amountMinor === 0) return [];
  const type = {
    Lost_Warehouse: "WAREHOUSE_LOST",
    Damaged_Warehouse: "WAREHOUSE_DAMAGE",
    CustomerReturn: "CustomerReturnReimbursement",
  }[reason];
  const { sku, asin, title } = product;
  return [
    {
      ...plain,
      ...{ id: `payment-${id}`, type: "Adjustment", description: "FBA Inventory Reimbursement", orderId },
      postedAt: at + 2 * hourMs,
      items: [{ id: "", sku, asin, title, quantity: cash }],
      lines: [{ ...whole("reimbursement", type ?? "COMPENSATED_CLAWBACK", amountMinor), item: 0 }],
    },
  ];
}

const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7);

/** Rent, once a month, and the subscription. */
function serviceFees(account: AccountNode, from: number, to: number): Posting[] {
  const found: Posting[] = [];
  for (let day = Math.floor(from / dayMs); day <= Math.floor(to / dayMs); day += 1) {
    const date = new Date(day * dayMs).getUTCDate();
    if (date !== 7 && date !== 15) continue;
    const key = child(child(account.key, 74), day);
    const isRent = date === 7;
    const amount = isRent ? -(900 + Math.floor(roll(key, 1) * 8_000)) : -3_999;
    const type = isRent ? "FBAStorageFee" : "SubscriptionFee";
    found.push({
      ...plain,
      id: `service-${account.index}-${type}-${monthOf(day * dayMs)}`,
      ...{ type: "ServiceFee", description: isRent ? "FBA storage fee" : "Subscription" },
      postedAt: day * dayMs + 9 * hourMs,
      lines: [{ ...whole("fee", type, amount), path: ["AmazonFees", type, "Base"] }],
    });
  }
  return found;
}

const paymentsBetween = (account: AccountNode, from: number, to: number): Payment[] =>
  [
    ...incidentsBetween(account, from - longestStory, to).flatMap((incident: Incident) =>
      paymentsOf(incident),
    ),
    ...ordersBetween(account, from - longestMoney, to).flatMap(orderPayments),
  ].filter(({ at }) => at >= from && at <= to);

function postingsBetween(account: AccountNode, from: number, to: number): Posting[] {
  return [
    ...ordersBetween(account, from - longestMoney, to).flatMap((plan) => postingsOf(account, plan)),
    ...paymentsBetween(account, from - dayMs, to).flatMap(paymentPosting),
    ...serviceFees(account, from - dayMs, to),
  ].filter(({ postedAt }) => postedAt >= from && postedAt <= to);
}

const rememberPostings = createMemory<Posting[]>(8);
const periodMs = 14 * dayMs;
export const totalOf = ({ lines }: Posting) => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
/** Money that has not been released is not paid out, nor is it twice. */
const counts = ({ releasedAt }: Posting) => releasedAt === null;

/** The first end of a fortnight from a moment on. */
const firstEnd = (from: number) => Math.ceil(from / periodMs) * periodMs;

/** What is paid to the seller's bank at the end of every fortnight: all that was released in it. */
function transfers(account: AccountNode, known: Posting[], from: number, to: number): Posting[] {
  const sums = new Map<number, number>();
  for (const posting of known.filter(counts)) {
    const period = Math.floor(posting.postedAt / periodMs) + 1;
    sums.set(period, (sums.get(period) ?? 0) + totalOf(posting));
  }
  const found: Posting[] = [];
  for (let end = firstEnd(from); end <= to; end += periodMs) {
    const period = end / periodMs;
    found.push({
      ...plain,
      id: `transfer-${account.index}-${period}`,
      ...{ type: "Transfer", description: "To your bank account" },
      postedAt: end,
      lines: [whole("other", "Transfer", -(sums.get(period) ?? 0))],
    });
  }
  return found;
}

/** Transactions posted between two moments and already there, oldest first. */
export function transactionsBetween(
  sandbox: Sandbox,
  account: AccountNode,
  after: number,
  before: number,
): Posting[] {
  const to = Math.min(before, sandbox.now().getTime());
  return rememberPostings(`${worldOf(account)}|${after}|${Math.floor(to / 600_000)}`, () => {
    const known = postingsBetween(account, Math.min(after, firstEnd(after) - periodMs), to);
    return [
      ...known.filter(({ postedAt }) => postedAt >= after),
      ...transfers(account, known, after, to),
    ].sort((a, b) => a.postedAt - b.postedAt || (a.id < b.id ? -1 : 1));
  });
}

/** The fortnight a moment belongs to, as the name of its group of events. */
export const groupOf = (account: AccountNode, at: number): string =>
  `group-${account.index}-${Math.floor(at / periodMs)}`;
