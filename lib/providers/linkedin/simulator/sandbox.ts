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
