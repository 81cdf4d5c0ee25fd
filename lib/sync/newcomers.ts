import { and, eq, gt, inArray } from "drizzle-orm";
import { type connectionAccounts, syncRuns, syncSlices } from "@/drizzle/schema";
import type { Tx } from "@/lib/db/transaction";
import type { Limits } from "@/lib/providers/contract";

type Account = typeof connectionAccounts.$inferSelect;

const dayMs = 24 * 3_600_000;
/** An import that failed in part is not begun again within this. */
const againAfterMs = dayMs;

/**
 * Accounts that have never been read as a whole, since they were chosen after the connection's first sync, or not for
 * longer than a usual sync reads back: deselected, refused or paused so long. They are imported from the beginning
 * while the others are read as usual.
 */
export async function findNewcomers(
  tx: Tx,
  accounts: Account[],
  { restatementDays }: Pick<Limits, "restatementDays">,
  now: Date,
): Promise<Set<string>> {
  const reachesTo = now.getTime() - restatementDays * dayMs;
  const unread = accounts.filter(
    ({ lastSyncedAt }) => lastSyncedAt === null || lastSyncedAt.getTime() < reachesTo,
  );
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
