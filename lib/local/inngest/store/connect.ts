import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { ensureSchema } from "./schema";

const patienceMs = 5_000;

/** Waits for a server that is just going away (its connections close a moment after it died). */
async function holdLock(lock: postgres.ReservedSql, schema: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const [row] = await lock<
      { held: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${schema}, 0)) as held`;
    if (row?.held) return;
    if (Date.now() > until) throw new Error(`another Inngest server already runs on schema "${schema}"`);
    await delay(100);
  }
}

/** Opens the store and keeps it for this process alone until `close`. */
export async function connectStore(databaseUrl: string, schema: string) {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(schema)) throw new Error(`not a schema name: ${schema}`);
  const sql = postgres(databaseUrl, {
    max: 8,
    onnotice: () => {},
    // The lock lives on a connection: none may be recycled.
    max_lifetime: null,
    connection: { application_name: "inngest-local", search_path: schema },
  });
  const lock = await sql.reserve();
  const close = () => {
    lock.release();
    return sql.end({ timeout: 5 });
  };
  try {
    await holdLock(lock, schema);
    await sql.begin((tx) => ensureSchema(tx, schema));
  } catch (error) {
    await close();
    throw error;
  }
  return { sql, close };
}
