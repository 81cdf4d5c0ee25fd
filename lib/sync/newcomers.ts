import { and, eq, gt, inArray } from "drizzle-orm";
import { type connectionAccounts, syncRuns, syncSlices } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";

type Account = typeof connectionAccounts.$inferSelect;

/** Of a first import that failed in part, only what failed is retried within this. */
const againAfterMs = 24 * 3_600_000;

/**
 * Accounts that were chosen after the connection's first sync and have never been read as a whole: they get a first
 * import while the others are read as usual.
 */
export async function findNewcomers(tx: Tx, accounts: Account[], now: Date): Promise<Set<string>> {
  const unread = accounts.filter(({ lastSyncedAt }) => lastSyncedAt === null);
  const [first] = unread;
  if (!first) return new Set();
  const ids = unread.map(({ externalId }) => externalId);
  const tried = await tx
    .selectDistinct({ id: syncSlices.accountExternalId })
    .from(syncSlices)
    .innerJoin(syncRuns, eq(syncRuns.id, syncSlices.runId))
    .where(
      and(
        eq(syncRuns.connectionId, first.connectionId),
        gt(syncRuns.queuedAt, new Date(now.getTime() - againAfterMs)),
        inArray(syncSlices.lane, ["cold", "deep"]),
        inArray(syncSlices.status, ["done", "failed"]),
        inArray(syncSlices.accountExternalId, ids),
      ),
    );
  const recently = new Set(tried.map(({ id }) => id));
  return new Set(ids.filter((id) => !recently.has(id)));
}
