import { createHash } from "node:crypto";

const key = createHash("sha256").update("freshet test key").digest("base64");

/** Settings every test shares. Inngest points at a closed port, so no test can reach a cloud by accident. */
export const testEnv: Record<string, string> = {
  APP_URL: "http://localhost:3000",
  DATABASE_PREPARE: "true",
  BETTER_AUTH_SECRET: "freshet-test-secret-of-more-than-32-characters",
  FRESHET_KEYS: `test:${key}`,
  FRESHET_WEBHOOK_LOOPBACK: "1",
  INNGEST_DEV: "1",
  INNGEST_BASE_URL: "http://127.0.0.1:9",
  LOG_LEVEL: "silent",
};

/** Names the migrated database that every test file gets a copy of. */
export const templateVariable = "FRESHET_TEST_TEMPLATE";

export function setTestEnv(databaseUrl: string): void {
  const { LOG_LEVEL = testEnv.LOG_LEVEL } = process.env;
  Object.assign(process.env, testEnv, { LOG_LEVEL, DATABASE_URL: databaseUrl });
}
