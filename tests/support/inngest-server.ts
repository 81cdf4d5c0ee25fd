import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { type InngestServerOptions, startInngestServer } from "@/lib/local/inngest";

/** Where the test environment sends events that nobody should receive; it overwrites INNGEST_BASE_URL. */
const nowhere = "http://127.0.0.1:9";
const given = process.env.INNGEST_SERVER_UNDER_TEST ?? process.env.INNGEST_BASE_URL;

/** Set INNGEST_SERVER_UNDER_TEST to run the protocol tests against another Inngest server, e.g. the real dev server. */
export const foreignServer = given && given !== nowhere ? given : null;

if (foreignServer)
  console.warn(`SKIPPED: tests of our own server's insides, the server under test is ${given}`);

export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: these tests need a real Postgres");
  return url;
}

export const createSchemaName = () => `inngest_test_${randomBytes(6).toString("hex")}`;

export async function dropSchema(schema: string): Promise<void> {
  const sql = postgres(databaseUrl(), { max: 1, onnotice: () => {} });
  await sql.unsafe(`drop schema if exists "${schema}" cascade`);
  await sql.end();
}

/** `pause` stops the server and keeps its schema; `stop` also drops it. */
export type TestServer = {
  url: string;
  schema: string;
  pause: () => Promise<void>;
  stop: () => Promise<void>;
};

const nothing = async () => {};

/** Our server on a schema of its own, retrying fast; or the foreign one. */
export async function startTestServer(options: Partial<InngestServerOptions> = {}): Promise<TestServer> {
  if (foreignServer) return { url: foreignServer, schema: "", pause: nothing, stop: nothing };
  const schema = options.schema ?? createSchemaName();
  const shared = { databaseUrl: databaseUrl(), port: 0, appUrls: [], backoffMs: () => 20, log: () => {} };
  const server = await startInngestServer({ ...shared, ...options, schema });
  const stop = async () => {
    await server.stop();
    await dropSchema(schema);
  };
  return { url: server.url, schema, pause: server.stop, stop };
}

/** Waits for something that happens in another process; fails with its name when it does not. */
export async function until<T>(
  name: string,
  look: () => T | Promise<T>,
  timeoutMs = 20_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
