import { sql } from "drizzle-orm";
import { isId } from "@/lib/connections/is-id";
import { notFound } from "@/lib/core/errors";
import { rowsOf, type Tx } from "@/lib/db/transaction";

/** The provider of a connection of the transaction's workspace. 404 for any other id. */
export async function requireConnection(tx: Tx, id: string): Promise<{ provider: string }> {
  if (!isId(id)) throw notFound("The connection");
  const [found] = await rowsOf<{ provider: string }>(
    tx,
    sql`select provider from connections where id = ${id}::uuid`,
  );
  if (!found) throw notFound("The connection");
  return found;
}
