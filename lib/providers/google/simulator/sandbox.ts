import type { Sandbox as BaseSandbox } from "../../simulation";
import type { CustomerNode } from "./accounts";
import type { State } from "./state";

/** What the app that connects to this simulator is called and knows; `sandboxEnv` hands it out. */
export const sandboxApp = {
  id: "1029000000001-sandbox.apps.googleusercontent.com",
  secret: "GOCSPX-sandbox-app-secret",
  developerToken: "sandbox-developer-token",
  name: "Freshet Sandbox",
};

export type Sandbox = BaseSandbox<State, CustomerNode>;
