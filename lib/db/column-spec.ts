import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

export type ColumnSpec = { property: string; name: string; type: string };

const toSnake = (property: string) => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A table's name and the SQL names and types of the given columns, read from its drizzle definition. */
export function describeColumns(table: PgTable, properties: readonly string[]): ColumnSpec[] {
  const columns = getTableColumns(table);
  return properties.map((property) => {
    const column = columns[property];
    if (!column) throw new Error(`${getTableName(table)} has no column ${property}`);
    return { property, name: toSnake(property), type: column.getSQLType() };
  });
}

export const names = (specs: ColumnSpec[], prefix = "") =>
  specs.map(({ name }) => `${prefix}"${name}"`).join(", ");
