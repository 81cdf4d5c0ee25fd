import "server-only";
import { sql } from "drizzle-orm";
import type { Clock } from "@/lib/core/clock";
import { toAppError } from "@/lib/core/errors";
import { log } from "@/lib/core/log";
import { rowsOf, withJobs } from "@/lib/db/transaction";
import { failureKindOf } from "@/lib/domain/failure";
import { getProvider } from "@/lib/providers";
import { getAccess, refreshAfterShare } from "./access";
import { markNeedsReauth } from "./mark-needs-reauth";

type Due = { connection_id: string; workspace_id: string; provider: string };

const batchSize = 200;
/** Serverless hosts end a request after a minute or more: the next tick goes on with the rest. */
const patienceMs = 40_000;

/** Tokens of a day or less are renewed by whoever uses them; idle connections would renew theirs for nothing. */
function findDue(now: Date): Promise<Due[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return withJobs((tx) =>
    rowsOf<Due>(
      tx,
      sql`select s.connection_id, s.workspace_id, c.provider
          from connection_secrets s join connections c on c.id = s.connection_id
          where c.status in ('active', 'paused') and s.expires_at - s.refreshed_at > interval '1 day'
            and ${at} >= s.refreshed_at + (s.expires_at - s.refreshed_at) * ${refreshAfterShare}::float8
            and (s.no_renewal_until is null or s.no_renewal_until <= ${at})
          order by s.expires_at limit ${batchSize}`,
    ),
  );
}

/**
 * Renews tokens most of whose life has passed, so that connections that rarely sync do not lose their access. One that
 * only a person can renew is marked once it has expired.
 */
export async function refreshTokens(clock: Clock): Promise<{ due: number; failed: number }> {
  const endsAt = performance.now() + patienceMs;
  const due = await findDue(clock());
  let failed = 0;
  for (const { connection_id: connectionId, workspace_id: workspaceId, provider } of due) {
    if (performance.now() > endsAt) break;
    const scope = { workspaceId, connectionId };
    try {
      await getAccess({ scope, provider: getProvider(provider), clock });
    } catch (thrown) {
      failed += 1;
      const error = toAppError(thrown);
      log.warn({ error, connectionId }, "a token was not renewed");
      if (failureKindOf(error.code) === "needs_reauth") await markNeedsReauth(scope, error);
    }
  }
  return { due: due.length, failed };
}
