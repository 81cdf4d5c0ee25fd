import "server-only";
import { eq } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import { notFound } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import { isId } from "./is-id";

export type StoredConnection = typeof connections.$inferSelect;

/** The connection, locked when it is about to change. 404 for one of another workspace. */
export async function findConnection(tx: Tx, id: string, { lock = false } = {}): Promise<StoredConnection> {
  if (!isId(id)) throw notFound("The connection");
  const query = tx.select().from(connections).where(eq(connections.id, id));
  const [connection] = await (lock ? query.for("update") : query);
  if (!connection) throw notFound("The connection");
  return connection;
}
