import type { Scope } from "./expressions";
import { evaluateValue } from "./expressions";
import { listConcurrency } from "./function-config";
import { hashText } from "./ids";
import type { RegisteredFunction } from "./store/functions";

const hashValue = (value: unknown) => hashText(JSON.stringify(value ?? null));

/** The concurrency slots that every call of a run takes, each with how many calls may hold it at once. */
export function deriveSlots(fn: RegisteredFunction, scope: Scope): { slots: string[]; slotLimits: number[] } {
  const limits = listConcurrency(fn.config);
  const slots = limits.map((limit, index) => {
    const value = limit.key ? hashValue(evaluateValue(limit.key, scope)) : "all";
    const isShared = limit.scope === "env" || limit.scope === "account";
    return isShared
      ? `${limit.scope}:${hashText(limit.key ?? "")}:${value}`
      : `fn:${fn.id}:${index}:${value}`;
  });
  return { slots, slotLimits: limits.map((limit) => limit.limit) };
}

const maxPrioritySeconds = 600;

/** Older runs first; a priority of n seconds counts as having been queued n seconds earlier. */
export function deriveRank(fn: RegisteredFunction, scope: Scope, queuedMs: number): number {
  const expression = fn.config.priority?.run;
  const value = expression ? Number(evaluateValue(expression, scope)) : 0;
  const seconds = Number.isFinite(value)
    ? Math.max(-maxPrioritySeconds, Math.min(maxPrioritySeconds, value))
    : 0;
  return queuedMs - seconds * 1_000;
}

/** Of all runs with the same key only one is live; null when the function is no singleton for this event. */
export function deriveSingletonKey(fn: RegisteredFunction, scope: Scope): string | null {
  const { singleton } = fn.config;
  if (!singleton) return null;
  if (!singleton.key) return fn.id;
  const value = evaluateValue(singleton.key, scope);
  return value === false ? null : `${fn.id}:${hashValue(value)}`;
}

/** What a second start within a day is recognised by; ticks and reruns (no event key) start in any case. */
export function deriveStartKeys(fn: RegisteredFunction, scope: Scope, eventKey: string | null): string[] {
  if (!eventKey) return [];
  const { idempotency } = fn.config;
  const own = idempotency ? [`idempotency:${hashValue(evaluateValue(idempotency, scope))}`] : [];
  return [`event:${eventKey}`, ...own];
}
