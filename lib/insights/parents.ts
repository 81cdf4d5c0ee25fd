import { type SQL, sql } from "drizzle-orm";
import type { MetricParent, MetricsQuery } from "@/lib/api/numbers";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { levelAbove } from "@/lib/domain/metric";

type Place = Pick<MetricsQuery, "connectionId" | "level" | "parentId">;

/** What the provider lists as part of a parent. */
export const childrenOf = ({ connectionId, level, parentId }: Place): SQL =>
  sql`(select connection_id, kind as level, external_id as entity_external_id, account_external_id from entities
    where connection_id = ${connectionId}::uuid and kind = ${level} and parent_external_id = ${parentId})`;

/** The parent and what holds it, the top first; nothing of what is not known. */
export async function readParents(tx: Tx, { connectionId, level, parentId }: Place): Promise<MetricParent[]> {
  if (!parentId) return [];
  return rowsOf<MetricParent>(
    tx,
    sql`with recursive path as (
        select kind, external_id, parent_external_id, name, 0 as height from entities
        where connection_id = ${connectionId}::uuid and kind = ${levelAbove[level]} and external_id = ${parentId}
        union all
        select e.kind, e.external_id, e.parent_external_id, e.name, p.height + 1 from path p
        join entities e on e.connection_id = ${connectionId}::uuid and e.external_id = p.parent_external_id
          and e.kind = case p.kind when 'adset' then 'campaign' end)
      select kind as level, external_id as entity_id, name as entity_name from path order by height desc`,
  );
}
