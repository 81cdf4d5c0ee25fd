import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)),
  "server-only": fileURLToPath(new URL("./tests/support/server-only.ts", import.meta.url)),
};

function project(name: string, include: string[], extra: Record<string, unknown> = {}) {
  return { resolve: { alias }, test: { name, include, environment: "node", ...extra } };
}

const database = {
  globalSetup: ["tests/support/database.ts"],
  setupFiles: ["tests/support/own-database.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    // Tests wait for databases and servers more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      project("house", ["tests/unit/house.test.ts", "tests/unit/floors.test.ts"]),
      project("unit", ["tests/unit/**/*.test.ts"], {
        exclude: ["tests/unit/house.test.ts", "tests/unit/floors.test.ts"],
      }),
      project("integration", ["tests/integration/**/*.test.ts"], database),
      project("conformance", ["tests/conformance/**/*.test.ts"], database),
      project("e2e", ["tests/e2e/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 300_000,
        globalSetup: ["tests/support/build.ts"],
        // Each file starts an app, its servers and a browser of its own.
        maxWorkers: 2,
      }),
      project("bench", ["tests/bench/**/*.bench.ts"], {
        ...database,
        globalSetup: [...database.globalSetup, "tests/support/build.ts"],
        testTimeout: 600_000,
        fileParallelism: false,
      }),
    ],
  },
});
