import type { Db } from "../engine";
import { FunctionConfig } from "../function-config";

export type RegisteredFunction = { id: string; appName: string; slug: string; config: FunctionConfig };

type Row = { id: string; app_name: string; slug: string; config: string };

const parsed = new Map<string, FunctionConfig>();

function parseConfig(text: string): FunctionConfig {
  const known = parsed.get(text);
  if (known) return known;
  const config = FunctionConfig.parse(JSON.parse(text));
  if (parsed.size > 500) parsed.clear();
  parsed.set(text, config);
  return config;
}

const toFunction = (row: Row): RegisteredFunction => ({
  id: row.id,
  appName: row.app_name,
  slug: row.slug,
  config: parseConfig(row.config),
});

export async function listFunctions(db: Db): Promise<RegisteredFunction[]> {
  const rows = await db<
    Row[]
  >`select id, app_name, slug, config from functions where is_active order by slug`;
  return rows.map(toFunction);
}

/** Also finds functions that are no longer registered: their runs may still be under way. */
export async function findFunction(db: Db, id: string): Promise<RegisteredFunction | null> {
  const [row] = await db<Row[]>`select id, app_name, slug, config from functions where id = ${id}`;
  return row ? toFunction(row) : null;
}

export async function findActiveFunction(db: Db, slug: string): Promise<RegisteredFunction | null> {
  const [row] = await db<
    Row[]
  >`select id, app_name, slug, config from functions where slug = ${slug} and is_active`;
  return row ? toFunction(row) : null;
}
