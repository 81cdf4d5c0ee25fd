import postgres from "postgres";

/** Writes `count` ads with numbers of two days into a connection, the first of them paused, as if a very large account had been synced. */
export async function insertAds(
  databaseUrl: string,
  { connectionId, count, today }: { connectionId: string; count: number; today: string },
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`
      with account as (
        select workspace_id, external_id from connection_accounts
        where connection_id = ${connectionId} and selected order by external_id limit 1),
      ads as (select n, 'large-' || lpad(n::text, 6, '0') as id from generate_series(1, ${count}::int) n),
      entities as (
        insert into entities (connection_id, kind, external_id, workspace_id, account_external_id, name, status)
        select ${connectionId}, 'ad', ads.id, workspace_id, account.external_id, 'Large ad ' || n,
          case n when 1 then 'PAUSED' else 'ACTIVE' end
        from ads, account)
      insert into daily_metrics
        (connection_id, level, entity_external_id, date, workspace_id, account_external_id, spend_micros, impressions, clicks)
      select ${connectionId}, 'ad', ads.id, ${today}::date - day, workspace_id, account.external_id,
        n * 10000::bigint, n * 100, n from ads, account, generate_series(0, 1) day`;
    await sql`analyze daily_metrics`;
  } finally {
    await sql.end();
  }
}
