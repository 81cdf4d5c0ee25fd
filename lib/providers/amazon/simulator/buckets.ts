import type { Answer } from "../../simulation";
import { sellerOf } from "./accounts";
import type { Route } from "./plans";
import { problems } from "./problems";
import type { Sandbox } from "./sandbox";

const sandboxPlan = { rate: 5, burst: 15 };

function planOf({ state }: Sandbox, { rate, burst }: Route) {
  const plan = state.cases === null ? { rate, burst } : sandboxPlan;
  return {
    rate: plan.rate * state.rateFactor,
    burst: Math.max(1, Math.floor(plan.burst * Math.max(1, state.rateFactor))),
  };
}

/** Takes a token from the operation's bucket. Throws QuotaExceeded when it is empty; that answer names no rate. */
export function take(sandbox: Sandbox, route: Route): void {
  const { rate, burst } = planOf(sandbox, route);
  const key = `${route.name}:${sellerOf(sandbox.seed)}`;
  const now = sandbox.now().getTime();
  const { tokens, at } = sandbox.state.buckets[key] ?? { tokens: burst, at: now };
  const filled = Math.min(burst, tokens + (Math.max(0, now - at) / 1_000) * rate);
  // A millisecond of rounding is not worth a refusal.
  const left = filled + 1e-6 - 1;
  if (left < 0) {
    sandbox.state.buckets[key] = { tokens: filled, at: now };
    throw problems.quota();
  }
  sandbox.state.buckets[key] = { tokens: left, at: now };
}

let answers = 0;

/** Every answer has a request id and the time of the vendor's own clock; those that were let through say how fast the bucket fills. */
export function signAnswer(sandbox: Sandbox, route: Route | null, answer: Answer): Answer {
  answers += 1;
  const isTold = route !== null && ![401, 403, 429].includes(answer.status) && answer.status < 500;
  return {
    ...answer,
    headers: {
      "x-amzn-requestid": `00000000-0000-4000-8000-${String(answers).padStart(12, "0")}`,
      date: sandbox.now().toUTCString(),
      ...(isTold && { "x-amzn-ratelimit-limit": String(planOf(sandbox, route).rate) }),
      ...answer.headers,
    },
  };
}
