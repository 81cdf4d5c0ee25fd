import { type SQL, sql } from "drizzle-orm";
import { database } from "@/lib/db/client";
import { rowsOf, type Tx } from "@/lib/db/transaction";

export type Column = { name: string; type: string; required: boolean };
export type TenantTable = { name: string; columns: Column[] };

/** Every table of the database that has row level security, with its columns; partitions are their parent's. */
export async function tenantTables(): Promise<TenantTable[]> {
  const rows = await database().execute<{ name: string; columns: Column[] }>(sql`
    select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'required', a.attnotnull and not a.atthasdef and a.attidentity = '') order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
    group by c.relname order by c.relname`);
  return [...rows];
}

/** Ids of a workspace that its rows refer to. */
export type Ids = { workspace_id: string; connection_id: string; run_id: string; [column: string]: string };

const ofType = (type: string): SQL => {
  if (type === "uuid") return sql`gen_random_uuid()`;
  if (type === "text") return sql`gen_random_uuid()::text`;
  if (type === "date") return sql`current_date`;
  if (type.startsWith("timestamp")) return sql`now()`;
  if (type === "jsonb") return sql`'{}'::jsonb`;
  if (type.endsWith("[]")) return sql`'{}'`;
  if (type === "bytea") return sql`''::bytea`;
  if (type === "boolean") return sql`false`;
  return sql`0`;
};

/** Inserts a row of the workspace with the least a table asks for. */
export function insertRow(tx: Tx, { name, columns }: TenantTable, ids: Ids): Promise<unknown> {
  const given = columns.filter((column) => column.required || column.name in ids);
  const names = given.map((column) => sql.identifier(column.name));
  const values = given.map((column) => (column.name in ids ? sql`${ids[column.name]}` : ofType(column.type)));
  const comma = sql`, `;
  return tx.execute(
    sql`insert into ${sql.identifier(name)} (${sql.join(names, comma)}) values (${sql.join(values, comma)}) on conflict do nothing`,
  );
}

/** How many rows the transaction sees, of all or of one workspace. */
export async function countRows(tx: Tx, table: string, workspaceId?: string): Promise<number> {
  const where = workspaceId ? sql`where workspace_id = ${workspaceId}::uuid` : sql``;
  const [row] = await rowsOf<{ rows: number }>(
    tx,
    sql`select count(*)::int as rows from ${sql.identifier(table)} ${where}`,
  );
  return row?.rows ?? 0;
}
