import { eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type * as z from "zod";
import type { Tx } from "@/lib/db/transaction";
import { type Row, type WriteSpec, writeChanged } from "@/lib/db/write-changed";
import { screen } from "../screen-rows";
import type { StreamKind } from "./kind";

type Owned = { accountExternalId: string };
type Spec<R extends Owned> = {
  schema: z.ZodType<R>;
  table: PgTable & { connectionId: PgColumn };
  /** Fields that tell a row from others of its account. */
  keys: readonly (keyof R & string)[];
  compared: readonly (keyof R & string)[];
  toRow: (row: R) => Row;
};

/** Rows that are written by their key and stay when they are absent. */
export const keyed = <R extends Owned>({ schema, table, keys, compared, toRow }: Spec<R>): StreamKind<R> => {
  const spec: WriteSpec = { table, keys: ["accountExternalId", ...keys], compared, carried: [] };
  return {
    screen: (raw, account) =>
      screen(schema, raw, { account, keyOf: (row) => keys.map((key) => String(row[key])).join("|") }),
    write: (tx: Tx, { lease }, rows) => writeChanged(tx, spec, { rows: rows.map(toRow), scope: lease }),
    remove: async (tx, connectionId) =>
      (await tx.delete(table).where(eq(table.connectionId, connectionId))).count,
  };
};
