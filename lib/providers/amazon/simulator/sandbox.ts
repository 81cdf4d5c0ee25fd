import type { Sandbox as BaseSandbox } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { State } from "./state";

/** What the app that connects to this simulator is called and knows; `sandboxEnv` hands it out. */
export const sandboxApp = {
  clientId: "amzn1.application-oa2-client.0000000000000000000000000000f5e7",
  clientSecret: "amzn1.oa2-cs.v1.sandbox",
  applicationId: "amzn1.sp.solution.00000000-0000-4000-8000-00000000f5e7",
  name: "Freshet Sandbox",
};

export type Sandbox = BaseSandbox<State, AccountNode>;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Everything in this world happens on a full ten minutes. */
export const onGrid = (ms: number): number => Math.floor(ms / (10 * minuteMs)) * 10 * minuteMs;

export const iso = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

/** A few results of pure work, kept while the pages made of them are read; the oldest are forgotten. */
export function createMemory<T>(most: number): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    known.set(key, made);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return made;
  };
}
