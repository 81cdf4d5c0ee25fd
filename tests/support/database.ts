import { templateVariable } from "./env";
import { createTestDatabase } from "./test-database";

type Shared = { users: number; ready: Promise<() => Promise<void>> };

/** Every vitest project runs this file; one invocation migrates one database, which each test file gets a copy of. */
const key = Symbol.for("freshet.test.database");
const shared = globalThis as typeof globalThis & { [key]?: Shared };

export async function setup(): Promise<void> {
  shared[key] ??= { users: 0, ready: begin() };
  shared[key].users++;
  await shared[key].ready;
}

export async function teardown(): Promise<void> {
  const own = shared[key];
  if (!own || --own.users > 0) return;
  shared[key] = undefined;
  await (await own.ready)();
}

async function begin(): Promise<() => Promise<void>> {
  const { server, name, drop } = await createTestDatabase();
  process.env[templateVariable] = JSON.stringify({ server, name });
  return drop;
}
