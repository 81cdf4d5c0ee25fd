import type postgres from "postgres";
import type { Subject } from "./subject";

const measures = `spend_micros, revenue_micros, impressions, clicks, visitors, conversions_micros, leads_micros,
  installs_micros, purchases_micros`;

/** Copies what a finished sync stored for the same account and makes it old: the same way each time. */
export async function makeStale(sql: postgres.Sql, to: Subject, from: Subject): Promise<void> {
  const ids = [to.connectionId, to.workspaceId, from.connectionId];
  const copy = (table: string, columns: string) =>
    sql.unsafe(
      `insert into ${table} (connection_id, workspace_id, ${columns}) select $1::uuid, $2::uuid, ${columns} from ${table} where connection_id = $3::uuid`,
      ids,
    );
  await copy("daily_metrics", `level, entity_external_id, date, account_external_id, ${measures}`);
  await copy(
    "entities",
    "kind, external_id, account_external_id, parent_external_id, name, status, attributes",
  );
  await copy("demographics", `account_external_id, dimension, value, from_day, to_day, ${measures}`);
  const { connectionId, workspaceId, account } = to;
  await sql`delete from daily_metrics where connection_id = ${connectionId} and abs(hashtext(entity_external_id || date)) % 11 = 1`;
  await sql`update daily_metrics set spend_micros = spend_micros + 1000000, clicks = coalesce(clicks, 0) + 1
    where connection_id = ${connectionId} and abs(hashtext(entity_external_id || date)) % 7 = 0`;
  await sql`delete from entities where connection_id = ${connectionId} and abs(hashtext(external_id)) % 13 = 1`;
  await sql`update entities set name = 'old ' || name where connection_id = ${connectionId} and abs(hashtext(external_id)) % 5 = 0`;
  await sql`insert into entities (connection_id, workspace_id, kind, external_id, account_external_id, name, status)
    values (${connectionId}, ${workspaceId}, 'ad', 'vanished', ${account}, 'Vanished', 'ACTIVE')`;
  await sql`insert into daily_metrics (connection_id, workspace_id, level, entity_external_id, date, account_external_id, spend_micros, clicks)
    select ${connectionId}, ${workspaceId}, 'ad', 'vanished', date, ${account}, 5000000, 3
    from (select distinct date from daily_metrics where connection_id = ${connectionId} order by date desc limit 40) d`;
  await sql`update connection_accounts set last_synced_at = now() - interval '1 day' where connection_id = ${connectionId}`;
}
