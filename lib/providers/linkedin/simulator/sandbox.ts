import type { Sandbox as BaseSandbox } from "../../simulation";
import type { AccountNode } from "./accounts";
import type { State } from "./state";

export { cached, wallNow } from "../../simulation";

/** What the app that connects to this simulator is called and knows; `sandboxEnv` hands it out. */
export const sandboxApp = {
  id: "86sandbox0client",
  secret: "sandbox-client-secret",
  name: "Freshet Sandbox",
};

export type Sandbox = BaseSandbox<State, AccountNode>;

/** The ad accounts in which the member has a role. */
export const reachable = ({ accounts, state }: Sandbox): AccountNode[] =>
  accounts().filter(({ id }) => !state.lostAccounts.includes(id));
