import { seedDemo } from "./seed";

// Runs as part of the app, with its environment; tells the launcher who may sign in.
const seeded = await seedDemo();
process.send?.(seeded, () => process.exit(0));
