import { proveWithApp } from "./support/prove-with-app";

// A hundred connections every 30 seconds for five minutes.
const defaults = { connections: 100, minutes: 5 };
const env = { FRESHET_REALTIME_WORKSPACES: "*" };
await proveWithApp({ defaults, env }, async () => (await import("./realtime/prove-realtime")).proveRealtime);
