import { systemClock } from "@/lib/core/clock";
import type { SimulatorOptions } from "../contract";
import type { BaseAccount, Sandbox } from "./sandbox";
import { type BaseState, loadState, saveState } from "./state";
import type { Vendor } from "./vendor";

/** A vendor's world as its state file left it. */
export function openSandbox<S extends BaseState, A extends BaseAccount>(
  vendor: Vendor<S, A>,
  { seed, stateFile, clock = systemClock }: SimulatorOptions,
): Sandbox<S, A> {
  const state = loadState(vendor.State, stateFile);
  return {
    provider: vendor.id,
    seed,
    state,
    save: () => saveState(stateFile, state),
    now: () => new Date(state.frozenAt ?? clock().getTime() + state.offsetMs),
    accounts: () => vendor.accountsOf(seed, state.size),
    calls: [],
    cache: new Map(),
  };
}
