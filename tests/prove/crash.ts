import { prove } from "./support/prove";

// Kills the worker at every crash point, then at random times, then freezes it and takes its runs away.
const defaults = { points: 1, kills: 200, seed: 1, zombies: 20 };
await prove(defaults, async () => (await import("./crash/prove-crash")).proveCrash);
