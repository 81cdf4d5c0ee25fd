import { quotaProblem } from "./problems";
import type { Sandbox } from "./sandbox";

const dayMs = 24 * 3_600_000;

/** Operations of the last 24 hours of the world. */
export function operationsToday({ state, now }: Sandbox): number {
  const since = now().getTime() - dayMs;
  const first = state.operations.findIndex((at) => at > since);
  state.operations.splice(0, first < 0 ? state.operations.length : first);
  return state.operations.length;
}

function takeOne({ state, now }: Sandbox, customerId: string): void {
  const at = now().getTime();
  const { queriesPerSecond, burst } = state;
  const bucket = state.buckets[customerId] ?? { at, left: burst };
  const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1_000) * queriesPerSecond);
  if (left < 1) throw quotaProblem({ code: "RESOURCE_TEMPORARILY_EXHAUSTED", scope: "ACCOUNT", seconds: 5 });
  state.buckets[customerId] = { at, left: left - 1 };
}

/**
 * Counts an operation. Refused questions count as well, further pages of one do not. Throws 429: the customer's pace,
 * or the project's day with the time until an operation of yesterday leaves the window.
 */
export function countOperation(sandbox: Sandbox, customerId: string | null): void {
  const { state, now } = sandbox;
  if (customerId !== null) takeOne(sandbox, customerId);
  const used = operationsToday(sandbox);
  if (used >= state.operationsPerDay) {
    const blocking = state.operations[used - state.operationsPerDay] ?? now().getTime();
    const seconds = Math.max(1, Math.ceil((blocking + dayMs - now().getTime()) / 1_000));
    throw quotaProblem({ code: "RESOURCE_EXHAUSTED", scope: "DEVELOPER", seconds });
  }
  state.operations.push(now().getTime());
}
