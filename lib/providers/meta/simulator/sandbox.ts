import { systemClock } from "@/lib/core/clock";
import type { SimulatorOptions } from "../../contract";
import { type AccountNode, accountsOf } from "./accounts";
import { loadState, type State, saveState } from "./state";
import { type Wall, wallAt } from "./wall";

/** What the app that connects to this simulator is called and knows; `sandboxEnv` hands it out. */
export const sandboxApp = { id: "1029000000000001", secret: "sandbox-app-secret", name: "Freshet Sandbox" };

export type Call = {
  at: number;
  method: string;
  path: string;
  status: number;
  account: string | null;
  code: number | null;
};

export type Sandbox = {
  seed: string;
  state: State;
  save: () => void;
  /** The world's time. */
  now: () => Date;
  accounts: () => AccountNode[];
  calls: Call[];
  /** Long listings, kept while their pages are read. */
  cache: Map<string, unknown>;
};

export function openSandbox({ seed, stateFile, clock = systemClock }: SimulatorOptions): Sandbox {
  const state = loadState(stateFile);
  return {
    seed,
    state,
    save: () => saveState(stateFile, state),
    now: () => new Date(state.frozenAt ?? clock().getTime() + state.offsetMs),
    accounts: () => accountsOf(seed, state.size),
    calls: [],
    cache: new Map(),
  };
}

/** The minute it is on an account's clock; numbers only move with it. */
export const wallNow = (sandbox: Sandbox, account: AccountNode, at: Date = sandbox.now()): Wall =>
  wallAt(account.timezone, at);

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
