import "server-only";
import { sql } from "drizzle-orm";
import type { RestatementCell, Restatements, RestatementsQuery } from "@/lib/api/connection-detail";
import type { Clock } from "@/lib/core/clock";
import { rowsOf, withWorkspace } from "@/lib/db/transaction";
import { getProvider } from "@/lib/providers";
import { rangeIn } from "./range-in";
import { requireConnection } from "./require-connection";

/**
 * How many numbers of each day moved, by how old the day was when they did. What came with the first import is no
 * news and not counted. 404 for another workspace's connection.
 */
export async function readRestatements(
  viewer: { workspaceId: string },
  connectionId: string,
  query: RestatementsQuery,
  clock: Clock,
): Promise<Restatements> {
  const now = clock();
  return withWorkspace(viewer, async (tx) => {
    const { provider } = await requireConnection(tx, connectionId);
    const zones = await rowsOf<{ timezone: string }>(
      tx,
      sql`select distinct timezone from connection_accounts where connection_id = ${connectionId}::uuid and selected`,
    );
    const range = rangeIn(query, { timezones: zones.map(({ timezone }) => timezone), now });
    const cells = await rowsOf<RestatementCell>(
      tx,
      sql`select date::text as day, age_days, count(*)::int as changes, count(distinct entity_external_id)::int as entities,
          (max(abs(new_value - old_value)::float8 / nullif(abs(old_value), 0)))::float8 as largest_share
        from metric_revisions where connection_id = ${connectionId}::uuid and level = ${query.level}
          and date between ${range.from}::date and ${range.to}::date and age_days >= 0 and cause <> 'first_import'
        group by date, age_days order by date desc, age_days`,
    );
    return { ...range, restatement_days: getProvider(provider).limits.restatementDays, cells };
  });
}
