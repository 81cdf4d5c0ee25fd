import { afterAll } from "vitest";
import { setTestEnv } from "./env";
import { createTestDatabase } from "./test-database";

// What spans workspaces (reconcile, dispatch) would meet the runs of other test files, so a file that calls it imports
// this one before anything that reads the environment, and has a database to itself.
const { url, drop } = await createTestDatabase();
setTestEnv(url);
afterAll(drop);
