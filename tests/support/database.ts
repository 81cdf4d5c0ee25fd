import { migrate } from "@/lib/db/migrate";
import { dataDir } from "@/lib/local/data-dir";
import { startPostgres } from "@/lib/local/postgres";
import { connectOnce, dropDatabase, ensureDatabase, withDatabase } from "@/lib/local/postgres/database";
import { isAlive } from "@/lib/local/process-identity";
import { setTestEnv } from "./env";

type Shared = { users: number; ready: Promise<() => Promise<void>> };

/** Every vitest project runs this file; one invocation shares one database. */
const key = Symbol.for("freshet.test.database");
const shared = globalThis as typeof globalThis & { [key]?: Shared };

export async function setup(): Promise<void> {
  shared[key] ??= { users: 0, ready: createDatabase() };
  shared[key].users++;
  await shared[key].ready;
}

export async function teardown(): Promise<void> {
  const own = shared[key];
  if (!own || --own.users > 0) return;
  shared[key] = undefined;
  await (await own.ready)();
}

async function createDatabase(): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await startPostgres({ dataDir: dataDir("test"), durable: false });
  const server = given ?? embedded?.url ?? "";
  const name = `freshet_test_${process.pid}_${Date.now().toString(36)}`;
  await dropAbandoned(server);
  await ensureDatabase(server, name);
  const url = withDatabase(server, name);
  setTestEnv(url);
  await withServerLock(server, () => migrate(url));
  return async () => {
    await dropDatabase(server, name);
    await embedded?.stop();
    if (given) process.env.DATABASE_URL = given;
    else delete process.env.DATABASE_URL;
  };
}

/** Databases of test runs that were killed. */
async function dropAbandoned(server: string): Promise<void> {
  const sql = connectOnce(server);
  const rows = await sql`select datname from pg_database where datname like 'freshet\_test\_%'`;
  await sql.end();
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split("_")[2]))) await dropDatabase(server, datname);
  }
}

/** Migrations create roles, which belong to the whole server: several test runs take turns. */
async function withServerLock(server: string, work: () => Promise<void>): Promise<void> {
  const sql = connectOnce(server);
  try {
    await sql`select pg_advisory_lock(7316023)`;
    await work();
  } finally {
    await sql.end();
  }
}
