import { type AccountNode, worldOf } from "./accounts";
import { type OrderPlan, ordersBetween } from "./order-plans";
import { createMemory, dayMs, type Sandbox } from "./sandbox";

export type OrderNow = {
  plan: OrderPlan;
  status: "PENDING" | "UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED" | "CANCELLED";
  updatedAt: number;
};

/** What an order is at a moment; null before it was bought. */
export function orderAt(plan: OrderPlan, now: number): OrderNow | null {
  if (now < plan.purchasedAt) return null;
  const state: OrderNow = { plan, status: "PENDING", updatedAt: plan.purchasedAt };
  const turn = (at: number | null, status: OrderNow["status"]) => {
    if (at === null || at > now) return;
    state.status = status;
    state.updatedAt = at;
  };
  turn(plan.confirmedAt, "UNSHIPPED");
  turn(plan.partlyShippedAt, "PARTIALLY_SHIPPED");
  turn(plan.shippedAt, "SHIPPED");
  turn(plan.cancelledAt, "CANCELLED");
  // A refund touches the order it belongs to.
  if (plan.refund && plan.refund.at <= now) state.updatedAt = plan.refund.at;
  return state;
}

/** Units of an item that have left the warehouse. */
export function shippedUnits({ plan, status }: OrderNow, place: number): number {
  const quantity = plan.items[place]?.quantity ?? 0;
  if (status === "SHIPPED") return quantity;
  return status === "PARTIALLY_SHIPPED" && place === 0 ? quantity : 0;
}

/** The longest an order takes from purchase to its last change. */
export const longestLife = 30 * dayMs;

const remember = createMemory<OrderNow[]>(8);

/** Orders last changed between two moments, oldest change first: as a page can be cut from. */
export function ordersChanged(
  sandbox: Sandbox,
  account: AccountNode,
  after: number,
  before: number,
): OrderNow[] {
  const now = sandbox.now().getTime();
  // Nothing happens between two full ten minutes.
  const key = `${worldOf(account)}|${after}|${before}|${Math.floor(now / 600_000)}`;
  return remember(key, () =>
    ordersBetween(account, after - longestLife, Math.min(before, now))
      .flatMap((plan) => orderAt(plan, now) ?? [])
      .filter(({ updatedAt }) => updatedAt >= after && updatedAt <= before)
      .sort((a, b) => a.updatedAt - b.updatedAt || (a.plan.id < b.plan.id ? -1 : 1)),
  );
}
