import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx, withWorkspace } from "@/lib/db/transaction";
import { fromMicros } from "@/lib/domain/money";
import { encodeCursor } from "../cursor";
import { requireConnection } from "../require-connection";

type Viewer = { workspaceId: string };
export type OwnerFilter = { connectionId?: string; accountId?: string; limit: number };
type Keyed = { key: (string | null)[] };

/** Conditions every list of a marketplace knows, on the table `t`. */
export const ofOwner = ({ connectionId, accountId }: OwnerFilter): SQL => sql`
  ${connectionId ? sql`and t.connection_id = ${connectionId}::uuid` : sql``}
  ${accountId ? sql`and t.account_external_id = ${accountId}` : sql``}`;

export const ownerColumns = sql.raw(
  "t.connection_id, c.name as connection_name, t.account_external_id as account_id",
);

export const isoOf = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export const money = (micros: string | null) => (micros === null ? null : fromMicros(BigInt(micros)));

/** One keyset page; 404 for a connection of another workspace. `statement` is asked for one row more than shown. */
export function readPage<Row extends Record<string, unknown>, Shown>(
  viewer: Viewer,
  filter: OwnerFilter,
  {
    statement,
    show,
  }: { statement: (limit: number) => SQL; show: (tx: Tx, rows: (Row & Keyed)[]) => Promise<Shown[]> },
): Promise<{ rows: Shown[]; nextCursor: string | null }> {
  return withWorkspace(viewer, async (tx) => {
    if (filter.connectionId) await requireConnection(tx, filter.connectionId);
    const rows = await rowsOf<Row & Keyed>(tx, statement(filter.limit + 1));
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return { rows: await show(tx, page), nextCursor: last ? encodeCursor(last.key) : null };
  });
}
