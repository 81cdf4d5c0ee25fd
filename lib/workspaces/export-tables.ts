import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";

/** Tables an export leaves out, and why. Sealed tokens and secrets cannot be read by requests at all. */
export const leftOut: Record<string, string> = {
  snapshots: "has an export of its own, per connection",
  snapshot_parts: "pieces of a snapshot that is being made",
  page_keys: "what a running sync has seen so far",
  checkpoints: "where a running sync stands",
  outbox: "events on their way to the executor",
};
/** Columns that are of no use outside. */
const hidden = ["key_hash"];

export type ExportTable = { name: string; keys: { name: string; type: string }[] };

/** Every table of the workspace that requests may read, with its primary key; new ones are in it by themselves. */
export async function exportTables(viewer: { workspaceId: string }): Promise<ExportTable[]> {
  const rows = await withWorkspace(viewer, (tx) =>
    rowsOf<ExportTable>(
      tx,
      sql`select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by k.place) as keys
        from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
        cross join lateral unnest(i.indkey::int[]) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and c.relrowsecurity and has_table_privilege(c.oid, 'select')
        group by c.relname order by c.relname`,
    ),
  );
  return rows.filter(({ name }) => !(name in leftOut));
}

const pageRows = 1_000;
type Row = { key: string[]; row: string };

/** A table's rows as JSON texts, whole numbers exact, in keyset pages along the primary key. */
export async function* tableRows(
  viewer: { workspaceId: string },
  { name, keys }: ExportTable,
): AsyncGenerator<string[]> {
  const columns = keys.map((key) => sql.identifier(key.name));
  const list = (items: SQL[]) => sql.join(items, sql`, `);
  const key = list(columns.map((column) => sql`t.${column}`));
  const asText = list(columns.map((column) => sql`t.${column}::text`));
  let last: string[] | undefined;
  do {
    const from = last?.map((value, index) => sql`${value}::${sql.raw(keys[index]?.type ?? "text")}`);
    const where = from ? sql`where (${key}) > (${list(from)})` : sql``;
    const page = await withWorkspace(viewer, (tx) =>
      rowsOf<Row>(
        tx,
        sql`select json_build_array(${asText}) as key, (to_jsonb(t) - ${`{${hidden.join(",")}}`}::text[])::text as row
          from ${sql.identifier(name)} t ${where} order by ${key} limit ${pageRows}`,
      ),
    );
    if (page.length > 0) yield page.map(({ row }) => row);
    last = page.length === pageRows ? page.at(-1)?.key : undefined;
  } while (last);
}
