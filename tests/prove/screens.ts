import { proveWithApp } from "./support/prove-with-app";

// Every page in light, in dark and at 375 px: its picture, what axe objects to, and whether it scrolls sideways.
await proveWithApp({ defaults: {} }, async () => (await import("./screens/prove-screens")).proveScreens);
