import { afterAll } from "vitest";
import { setTestEnv, templateVariable } from "./env";
import { copyTestDatabase } from "./test-database";

// Runs before each test file: what spans workspaces (reconcile, dispatch, limits) would meet the runs of the files beside.
const { url, drop } = await copyTestDatabase(JSON.parse(process.env[templateVariable] ?? ""));
setTestEnv(url);
afterAll(drop);
