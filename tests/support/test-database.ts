import { migrate } from "@/lib/db/migrate";
import { dataDir } from "@/lib/local/data-dir";
import { startPostgres } from "@/lib/local/postgres";
import { connectOnce, dropDatabase, ensureDatabase, withDatabase } from "@/lib/local/postgres/database";
import { isAlive } from "@/lib/local/process-identity";

/** A database by its name, and any address on its server. */
export type TestServer = { server: string; name: string };
export type TestDatabase = TestServer & { url: string; drop: () => Promise<void> };

let made = 0;
const newName = () => `freshet_test_${process.pid}_${Date.now().toString(36)}_${++made}`;

/**
 * A new migrated database on the server of `DATABASE_URL`, else on an embedded one that every test run of this checkout
 * shares and the last one stops.
 */
export async function createTestDatabase(given = process.env.DATABASE_URL): Promise<TestDatabase> {
  const embedded = given ? null : await startPostgres({ dataDir: dataDir("test"), durable: false });
  const server = given ?? embedded?.url ?? "";
  const name = newName();
  await dropAbandoned(server);
  await ensureDatabase(server, name);
  const url = withDatabase(server, name);
  await withServerLock(server, () => migrate(url));
  const drop = async () => {
    await dropDatabase(server, name);
    await embedded?.stop();
  };
  return { server, name, url, drop };
}

/** A copy of a migrated database that nobody is connected to. */
export async function copyTestDatabase({ server, name: template }: TestServer): Promise<TestDatabase> {
  const name = newName();
  const sql = connectOnce(server);
  try {
    await sql`create database ${sql(name)} template ${sql(template)}`;
  } finally {
    await sql.end();
  }
  return { server, name, url: withDatabase(server, name), drop: () => dropDatabase(server, name) };
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
