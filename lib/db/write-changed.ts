import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { arrayOf, type Cell } from "./array-literal";
import { type ColumnSpec, describeColumns, names } from "./column-spec";
import { rowsOf, type Tx } from "./transaction";

export type WriteSpec = {
  table: PgTable;
  /** Primary key columns that differ from row to row; the connection is the same for all. */
  keys: readonly string[];
  /** Columns whose difference makes a row changed. */
  compared: readonly string[];
  /** Columns written with the row and never compared. */
  carried: readonly string[];
  /** Columns that a landing row resets, compared as well: a reappearing entity is no longer deleted. */
  cleared?: readonly string[];
};

export type Row = Record<string, Cell>;
export type Scope = { workspaceId: string; connectionId: string };
export type Written = { inserted: number; updated: number; unchanged: number; revisions: number };

/** SQL that appends revisions of the CTE `changed`, whose stored values are prefixed `old_`. */
export type ReviseChanged = (compared: ColumnSpec[]) => SQL;

const chunkSize = 1_000;

// Each row is looked up by its key: OFFSET 0 keeps the planner from reading the whole connection for every chunk.
function statement(spec: WriteSpec, rows: Row[], scope: Scope, revise: ReviseChanged | undefined): SQL {
  const [keys, compared, carried] = [spec.keys, spec.compared, spec.carried].map((c) =>
    describeColumns(spec.table, c),
  );
  const cleared = describeColumns(spec.table, spec.cleared ?? []);
  if (!keys || !compared || !carried) throw new Error("unreachable");
  const all = [...keys, ...compared, ...carried];
  const raw = sql.raw;
  const table = raw(`"${getTableName(spec.table)}"`);
  const arrays = all.map(({ property, type }) =>
    arrayOf(
      rows.map((row) => row[property] ?? null),
      type,
    ),
  );
  const sameKey = keys.map(({ name }) => `s."${name}" = i."${name}"`).join(" and ");
  const isCleared = cleared.map(({ name }) => ` or s."${name}" is not null`).join("");
  const assignments = [...compared, ...carried].map(({ name }) => `"${name}" = excluded."${name}"`);
  const resets = cleared.map(({ name }) => `"${name}" = null`);
  const guards = cleared.map(({ name }) => ` or t."${name}" is not null`).join("");
  return sql`
    with incoming as (select * from unnest(${sql.join(arrays, raw(", "))}) as i (${raw(names(all))})),
    changed as (
      select i.*, s.connection_id is null as is_new, ${raw(compared.map(({ name }) => `s."${name}" as "old_${name}"`).join(", "))}
      from incoming i left join lateral (
        select * from ${table} s where s.connection_id = ${scope.connectionId}::uuid and ${raw(sameKey)} offset 0
      ) s on true
      where s.connection_id is null or (${raw(names(compared, "s."))}) is distinct from (${raw(names(compared, "i."))}) ${raw(isCleared)}
    ),
    written as (
      insert into ${table} as t (connection_id, workspace_id, ${raw(names(all))})
      select ${scope.connectionId}::uuid, ${scope.workspaceId}::uuid, ${raw(names(all))} from changed order by ${raw(names(keys))}
      on conflict (connection_id, ${raw(names(keys))}) do update
        set ${raw([...assignments, ...resets].join(", "))}, changed_at = now()
        where (${raw(names(compared, "t."))}) is distinct from (${raw(names(compared, "excluded."))}) ${raw(guards)}
      returning (xmax = 0) as inserted
    )${revise ? sql`, revised as (${revise(compared)} returning 1)` : raw("")}
    select (select count(*) from incoming)::int as fetched,
      (select count(*) filter (where inserted) from written)::int as inserted,
      (select count(*) filter (where not inserted) from written)::int as updated,
      ${revise ? raw("(select count(*) from revised)::int") : raw("0")} as revisions`;
}

/**
 * Writes the rows that differ from what is stored and nothing else: an unchanged row costs no WAL and no lock.
 * Rows must be unique by key. Counts come from the database: `fetched = inserted + updated + unchanged`.
 */
export async function writeChanged(
  tx: Tx,
  spec: WriteSpec,
  { rows, scope, revise }: { rows: Row[]; scope: Scope; revise?: ReviseChanged },
): Promise<Written> {
  const total: Written = { inserted: 0, updated: 0, unchanged: 0, revisions: 0 };
  for (let start = 0; start < rows.length; start += chunkSize) {
    const chunk = rows.slice(start, start + chunkSize);
    const [counts] = await rowsOf<Omit<Written, "unchanged"> & { fetched: number }>(
      tx,
      statement(spec, chunk, scope, revise),
    );
    if (!counts) throw new Error("writeChanged returned no counts");
    total.inserted += counts.inserted;
    total.updated += counts.updated;
    total.unchanged += counts.fetched - counts.inserted - counts.updated;
    total.revisions += counts.revisions;
  }
  return total;
}
