import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any fixed number; processes that migrate at once queue behind it. */
const lockKey = 7_316_022;

/**
 * Brings the database at `url` (direct, not pooled) to the newest schema. Safe when several processes start at once.
 * Ends by checking that the roles we switch to cannot bypass row level security.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await applyMigrations(drizzle({ client: sql }), {
      migrationsFolder: join(process.cwd(), "drizzle/migrations"),
    });
    await sql`select ensure_revision_partitions(now())`;
    const unsafe = await sql`
      select rolname from pg_roles where rolname like 'freshet\\_%' and (rolsuper or rolbypassrls)`;
    if (unsafe.length > 0)
      throw new Error(`Roles that bypass row level security: ${unsafe.map((r) => r.rolname).join(", ")}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
