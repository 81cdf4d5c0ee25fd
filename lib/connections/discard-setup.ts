import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { connections } from "@/drizzle/schema";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, withJobs, withWorker } from "@/lib/db/transaction";
import type { Scope } from "@/lib/db/write-changed";
import { revokeGrant } from "./revoke-grant";
import { readTokens } from "./tokens";

/** A consent for which nobody has chosen accounts is deleted after this. */
export const keepUnfinishedMs = 24 * 3_600_000;

const batchSize = 200;

/** Ends an unfinished setup: access revoked at the provider, tokens and all else deleted. False when it is none. */
export async function discardSetup(scope: Scope): Promise<boolean> {
  const { connectionId } = scope;
  const unfinished = and(eq(connections.id, connectionId), eq(connections.status, "choosing"));
  const found = await withWorker(scope, async (tx) => {
    const [connection] = await tx.select().from(connections).where(unfinished);
    return connection ? { connection, tokens: await readTokens(tx, scope) } : null;
  });
  if (!found) return false;
  if (found.tokens) await revokeGrant(found.connection, found.tokens.accessToken);
  const deleted = await withWorker(scope, (tx) =>
    tx.delete(connections).where(unfinished).returning({ id: connections.id }),
  );
  return deleted.length > 0;
}

/** Discards the setups nobody has finished for a day. Returns how many. */
export async function discardForgotten(clock: Clock): Promise<number> {
  const before = new Date(clock().getTime() - keepUnfinishedMs).toISOString();
  const forgotten = await withJobs((tx) =>
    rowsOf<{ id: string; workspace_id: string }>(
      tx,
      sql`select id, workspace_id from connections where status = 'choosing'
          and created_at < ${before}::timestamptz order by created_at limit ${batchSize}`,
    ),
  );
  let discarded = 0;
  for (const { id: connectionId, workspace_id: workspaceId } of forgotten)
    if (await discardSetup({ workspaceId, connectionId })) discarded += 1;
  return discarded;
}
