import { proveWithApp } from "./support/prove-with-app";

// Ten thousand clicks on "Sync now" over a hundred connections, every event delivered four times.
const defaults = { requests: 10_000, clients: 50, connections: 100 };
await proveWithApp({ defaults }, async () => (await import("./storm/prove-storm")).proveStorm);
