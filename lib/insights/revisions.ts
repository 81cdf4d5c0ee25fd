import "server-only";
import { sql } from "drizzle-orm";
import type { Revision, RevisionsQuery, RevisionsResponse } from "@/lib/api/revisions";
import { rowsOf, type Tx, withWorkspace } from "@/lib/db/transaction";
import type { Level } from "@/lib/domain/metric";
import { requireConnection } from "./require-connection";
import { readable, readRevisionRows } from "./revision-rows";

type Origin = {
  level: Level;
  entity_name: string;
  currency: string;
  metric: string;
  first: string | null;
};

/**
 * The oldest value of each number of one entity and day that no revision explains: what stood before its first
 * revision, or what is stored when it never changed. It came with the account's first import.
 */
async function readOrigins(tx: Tx, query: RevisionsQuery): Promise<Revision[]> {
  const { connectionId, level, entityId = "", day = "", metric } = query;
  const rows = await rowsOf<Origin>(
    tx,
    sql`select m.level, coalesce(e.name, a.name, m.entity_external_id) as entity_name, a.currency, v.metric,
        (case when o.is_revised then o.old_value else v.value end)::text as first
      from daily_metrics m
      join connection_accounts a on a.connection_id = m.connection_id and a.external_id = m.account_external_id
      left join entities e on e.connection_id = m.connection_id and e.kind = m.level and e.external_id = m.entity_external_id
      cross join lateral (values ('spend', m.spend_micros), ('revenue', m.revenue_micros), ('impressions', m.impressions),
        ('clicks', m.clicks), ('visitors', m.visitors), ('conversions', m.conversions_micros), ('leads', m.leads_micros),
        ('installs', m.installs_micros), ('purchases', m.purchases_micros)) as v (metric, value)
      left join lateral (select true as is_revised, r.old_value from metric_revisions r
        where r.connection_id = m.connection_id and r.level = m.level and r.entity_external_id = m.entity_external_id
          and r.date = m.date and r.metric = v.metric order by r.observed_at, r.id limit 1) o on true
      where m.connection_id = ${connectionId}::uuid and m.entity_external_id = ${entityId} and m.date = ${day}::date
        ${level ? sql`and m.level = ${level}` : sql``} ${metric ? sql`and v.metric = ${metric}` : sql``}
      order by m.level, v.metric`,
  );
  return rows
    .filter(({ first }) => first !== null)
    .map(({ first, ...row }) => ({
      ...row,
      id: null,
      connection_id: connectionId,
      entity_id: entityId,
      day,
      old: null,
      new: readable(row.metric, first),
      cause: "first_import",
      age_days: null,
      run_id: null,
      observed_at: null,
    }));
}

const toRevision = ({
  connection_name: _,
  ...row
}: Awaited<ReturnType<typeof readRevisionRows>>["rows"][number]) => row;

/**
 * How a connection's numbers came to be, newest first. For one entity and day the last page ends with the values of
 * the first import, so that each number's history is whole. 404 for a connection of another workspace.
 */
export function listRevisions(
  viewer: { workspaceId: string },
  query: RevisionsQuery,
): Promise<RevisionsResponse> {
  return withWorkspace(viewer, async (tx) => {
    await requireConnection(tx, query.connectionId);
    const { rows, nextCursor } = await readRevisionRows(tx, query);
    const isWhole = nextCursor === null && query.entityId !== undefined && query.day !== undefined;
    const origins = isWhole ? await readOrigins(tx, query) : [];
    return { revisions: [...rows.map(toRevision), ...origins], nextCursor };
  });
}
