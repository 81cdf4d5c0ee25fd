import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { ensureSchema } from "./schema";

const patienceMs = 5_000;

/** Waits for a server that is just going away (its connections close a moment after it died). */
async function holdLock(lock: postgres.Sql, schema: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const [row] = await lock<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${schema}, 0)) as held`;
    if (row?.held) return;
    if (Date.now() > until) throw new Error(`another Inngest server already runs on schema "${schema}"`);
    await delay(100);
  }
}

export type Store = { sql: postgres.Sql; close: () => Promise<void> };

/** Opens the store and keeps it for this process alone until `close`; `onLost` when the lock's connection breaks. */
export async function connectStore(databaseUrl: string, schema: string, onLost: () => void): Promise<Store> {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(schema)) throw new Error(`not a schema name: ${schema}`);
  let isHeld = false;
  const application_name = `inngest-local ${schema}`;
  const shared = { onnotice: () => {}, max_lifetime: null };
  const sql = postgres(databaseUrl, {
    ...shared,
    max: 8,
    connection: { application_name, search_path: schema },
  });
  const lock = postgres(databaseUrl, {
    ...shared,
    max: 1,
    connection: { application_name },
    onclose: () => isHeld && onLost(),
  });
  const close = async () => {
    isHeld = false;
    await Promise.all([sql.end({ timeout: 1 }), lock.end({ timeout: 1 })]);
  };
  try {
    await holdLock(lock, schema);
    isHeld = true;
    await sql.begin((tx) => ensureSchema(tx, schema));
    return { sql, close };
  } catch (error) {
    await close();
    throw error;
  }
}
