import postgres from "postgres";

export const connectOnce = (url: string) => postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

/** Creates the database when it is missing. `url` may name any database of the server. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const sql = connectOnce(url);
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Removes a database, its connections included. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const sql = connectOnce(url);
  try {
    await sql`drop database if exists ${sql(name)} with (force)`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
