import type { BaseState } from "./state";
import { type Wall, wallAt } from "./wall";

/** What every vendor's account has; the rest is the vendor's own. */
export type BaseAccount = { id: string; name: string; currency: string; timezone: string };

export type Call = {
  at: number;
  method: string;
  path: string;
  status: number;
  account: string | null;
  code: number | string | null;
};

export type Sandbox<S extends BaseState = BaseState, A extends BaseAccount = BaseAccount> = {
  provider: string;
  seed: string;
  state: S;
  save: () => void;
  /** The world's time. */
  now: () => Date;
  accounts: () => A[];
  calls: Call[];
  /** Long listings, kept while their pages are read. */
  cache: Map<string, unknown>;
};

/** The minute it is on an account's clock; numbers only move with it. */
export const wallNow = (sandbox: Sandbox, account: BaseAccount, at: Date = sandbox.now()): Wall =>
  wallAt(account.timezone, at);

export const unixNow = (sandbox: Sandbox): number => Math.floor(sandbox.now().getTime() / 1_000);

const mostCached = 4;

/** `make()` once per key; the oldest answers are forgotten. */
export function cached<T>(sandbox: Sandbox, key: string, make: () => T): T {
  const known = sandbox.cache.get(key);
  if (known !== undefined) return known as T;
  const made = make();
  sandbox.cache.set(key, made);
  const [oldest] = sandbox.cache.keys();
  if (sandbox.cache.size > mostCached && oldest !== undefined) sandbox.cache.delete(oldest);
  return made;
}

const mostCalls = 50_000;

export function recordCall(sandbox: Sandbox, call: Omit<Call, "at">): void {
  sandbox.calls.push({ at: sandbox.now().getTime(), ...call });
  sandbox.calls.splice(0, Math.max(0, sandbox.calls.length - mostCalls));
}

/** Marks a code as used. False when it was used before. */
export function redeemOnce(sandbox: Sandbox, code: string): boolean {
  const mark = code.slice(-16);
  if (sandbox.state.usedCodes.includes(mark)) return false;
  sandbox.state.usedCodes = [...sandbox.state.usedCodes.slice(-199), mark];
  sandbox.save();
  return true;
}
