import { prove } from "./support/prove";

// A virtual day of a busy account at two frequencies.
await prove({ hours: 24 }, async () => (await import("./day/prove-day")).proveDay);
