import { type SQL, sql } from "drizzle-orm";

export type Cell = string | bigint | number | boolean | null;

const quote = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

function element(cell: Cell): string {
  if (cell === null) return "NULL";
  return typeof cell === "string" ? quote(cell) : String(cell);
}

/**
 * A column of values as one parameter, `$1::text::<type>[]`. Measured at less than half the driver's own array
 * cost; to be used in FROM unnest(...) only, since in a filter the cast is repeated for every row.
 */
export function arrayOf(cells: Cell[], type: string): SQL {
  return sql`${`{${cells.map(element).join(",")}}`}::text::${sql.raw(type)}[]`;
}
