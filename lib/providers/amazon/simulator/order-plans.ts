import { child, roll } from "../../simulation";
import type { AccountNode } from "./accounts";
import { nthProduct, type Product, productAt } from "./products";
import { dayMs, hourMs, minuteMs, onGrid } from "./sandbox";

export type ItemPlan = {
  id: string;
  product: Product;
  quantity: number;
  priceMinor: number;
  shippingMinor: number;
  taxMinor: number;
  discountMinor: number;
};

/** Charged for sending it: as expected, a little more, far more, twice, or twice and paid back. */
export type FeeStory = "right" | "near" | "over" | "double" | "double_reversed";

export type OrderPlan = {
  key: number;
  id: string;
  purchasedAt: number;
  confirmedAt: number;
  /** The first item of several may go ahead. */
  partlyShippedAt: number | null;
  shippedAt: number | null;
  cancelledAt: number | null;
  isAmazon: boolean;
  isDeferred: boolean;
  fee: FeeStory;
  /** One unit of the first item. */
  refund: { at: number; returnedAt: number | null; reimbursedAt: number | null; paidPercent: number } | null;
  items: ItemPlan[];
};

const pad = (value: number, length: number) => String(value).padStart(length, "0");

function itemPlan(account: AccountNode, key: number, day: number, index: number, place: number): ItemPlan {
  const own = child(key, 40 + place);
  const drawn = productAt(account, own, 1);
  // No sku twice in an order: the second item comes from the other half of the shelf.
  const half = Math.floor(account.products / 2);
  const product = nthProduct(account, (drawn.index % half) + (place > 0 ? half : 0));
  const quantity = roll(own, 2) < 0.85 ? 1 : 2 + Math.floor(roll(own, 3) * 2);
  const priceMinor = product.priceMinor * quantity;
  return {
    id: `${pad(day, 5)}${account.index}${pad(index, 6)}${pad(place, 2)}`,
    ...{ product, quantity, priceMinor },
    shippingMinor: roll(own, 4) < 0.2 ? 499 : 0,
    taxMinor: Math.round(priceMinor * 0.0825),
    discountMinor: roll(own, 5) < 0.12 ? Math.round(priceMinor * 0.1) : 0,
  };
}

const feeStories: [number, FeeStory][] = [
  [0.005, "over"],
  [0.012, "near"],
  [0.016, "double"],
  [0.02, "double_reversed"],
];

function refundOf(key: number, shippedAt: number | null): OrderPlan["refund"] {
  if (shippedAt === null || roll(key, 20) >= 0.06) return null;
  const at = onGrid(shippedAt + (4 + roll(key, 21) * 20) * dayMs);
  const outcome = roll(key, 22);
  const later = (days: number) => onGrid(at + days * dayMs);
  return {
    at,
    returnedAt: outcome < 0.7 ? later(3 + roll(key, 23) * 18) : null,
    reimbursedAt: outcome >= 0.7 && outcome < 0.82 ? later(46) : null,
    paidPercent: roll(key, 24) < 0.6 ? 60 : roll(key, 24) < 0.8 ? 93 : 100,
  };
}

function toPlan(account: AccountNode, day: number, index: number): OrderPlan {
  const key = child(child(account.key, day), index);
  const purchasedAt = onGrid(day * dayMs + roll(key, 10) * dayMs);
  const confirmedAt = onGrid(purchasedAt + (20 + roll(key, 11) * 40) * minuteMs);
  const isCancelled = roll(key, 12) < 0.03;
  const sentAt = onGrid(confirmedAt + (4 + roll(key, 13) * 40) * hourMs);
  const count = roll(key, 14) < 0.88 ? 1 : 2;
  const isAmazon = roll(key, 15) < 0.9;
  const story = roll(key, 16);
  const shippedAt = isCancelled ? null : sentAt;
  return {
    key,
    id: `11${account.index + 1}-${pad(day, 7)}-${pad(index, 7)}`,
    ...{ purchasedAt, confirmedAt, shippedAt, isAmazon },
    partlyShippedAt: shippedAt && count > 1 ? onGrid((confirmedAt + sentAt) / 2) : null,
    cancelledAt: isCancelled ? sentAt : null,
    isDeferred: roll(key, 17) < 0.35,
    fee: (isAmazon ? feeStories.find(([share]) => story < share)?.[1] : undefined) ?? "right",
    refund: refundOf(key, shippedAt),
    items: Array.from({ length: count }, (_, place) => itemPlan(account, key, day, index, place)),
  };
}

const days = new Map<string, OrderPlan[]>();
const mostDays = 1_200;

/** The orders bought on a UTC day, whatever became of them. */
function ordersOfDay(account: AccountNode, day: number): OrderPlan[] {
  const key = `${account.key}|${account.orders}|${account.products}|${day}`;
  const known = days.get(key);
  if (known) return known;
  const usual = account.orders / 90;
  const count = Math.floor(
    usual * (0.75 + 0.5 * roll(child(account.key, day), 1)) + roll(child(account.key, day), 2),
  );
  const made = Array.from({ length: count }, (_, index) => toPlan(account, day, index));
  days.set(key, made);
  if (days.size > mostDays) days.delete([...days.keys()][0] ?? "");
  return made;
}

/** Orders bought between two moments. */
export function ordersBetween(account: AccountNode, from: number, to: number): OrderPlan[] {
  const plans: OrderPlan[] = [];
  for (let day = Math.floor(from / dayMs); day <= Math.floor(to / dayMs); day += 1)
    plans.push(...ordersOfDay(account, day));
  return plans;
}

/** The order with this id, or undefined. */
export function findOrder(
  accounts: AccountNode[],
  id: string,
): { account: AccountNode; plan: OrderPlan } | undefined {
  const [, place, day, index] = /^11(\d)-(\d{7})-(\d{7})$/.exec(id) ?? [];
  const account = accounts[Number(place) - 1];
  const plan = account && ordersOfDay(account, Number(day))[Number(index)];
  return account && plan ? { account, plan } : undefined;
}
