import { prove } from "./support/prove";

// Every fault at every provider, faults in company, and answers that were tampered with. `--slow 1` takes its time where a
// fault is about time.
const defaults = { matrix: 1, compositions: 300, mutations: 10_000, slow: 0, seed: 1 };
await prove(defaults, async () => (await import("./faults/prove-faults")).proveFaults);
