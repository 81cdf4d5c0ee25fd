import "server-only";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "@/drizzle/schema";
import { env } from "@/lib/core/env";
import { prepared } from "./prepared";

export type Database = PostgresJsDatabase<typeof schema>;
type Connected = { sql: postgres.Sql; db: Database };

/** Next loads modules more than once in development; the pool must exist once. */
const holder = globalThis as typeof globalThis & { freshetDatabase?: Connected };

function connect(): Connected {
  const { DATABASE_URL, DATABASE_POOL, DATABASE_PREPARE } = env();
  const prepare = DATABASE_PREPARE === "true";
  const sql = postgres(DATABASE_URL, {
    max: DATABASE_POOL,
    prepare,
    connect_timeout: 5,
    idle_timeout: 30,
    max_lifetime: 30 * 60,
    onnotice: () => {},
    connection: { application_name: "freshet", TimeZone: "UTC" },
  });
  const client = prepare ? prepared(sql) : sql;
  return { sql, db: drizzle({ client, schema, casing: "snake_case" }) };
}

/** The database as the login role. Tenant tables are reached through `withWorkspace` only. */
export function database(): Database {
  holder.freshetDatabase ??= connect();
  return holder.freshetDatabase.db;
}

/** The server's major version; 0 before the first connection stands. */
export const serverVersion = () =>
  Number.parseInt(String(holder.freshetDatabase?.sql.parameters.server_version ?? 0), 10);

/** What the old pool's other queries get to finish. */
const graceSeconds = 10;

/** Lets the pool go so that the next query makes a new one: postgres.js can hang on a broken connection. */
export function resetDatabase(): Promise<void> {
  const { freshetDatabase } = holder;
  holder.freshetDatabase = undefined;
  return freshetDatabase ? freshetDatabase.sql.end({ timeout: graceSeconds }) : Promise.resolve();
}
