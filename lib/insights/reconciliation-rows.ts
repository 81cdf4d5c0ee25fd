import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { DayRange } from "@/lib/domain/day";

export const reconciled = ["spend", "impressions", "clicks"] as const;
export type Reconciled = (typeof reconciled)[number];
export type Amounts = Record<Reconciled, string | null>;
export type DayRow = Amounts & { account_id: string; day: string };
export type LevelRow = DayRow & { level: string; parts: number };
export type KnownRow = DayRow & {
  kind: "ads_deleted" | "without_ads" | "campaign_vanished" | "ad_vanished";
};
export type Reading = { stream: string; account_id: string; from: string; to: string; run_id: string };

/** Sums per level, account and day. */
export const readLevels = (tx: Tx, connectionId: string, { from, to }: DayRange): Promise<LevelRow[]> =>
  rowsOf<LevelRow>(
    tx,
    sql`select level, account_external_id as account_id, date::text as day, count(*)::int as parts,
        sum(spend_micros)::text as spend, sum(impressions)::text as impressions, sum(clicks)::text as clicks
      from daily_metrics where connection_id = ${connectionId}::uuid and level in ('account', 'campaign', 'ad')
        and date between ${from}::date and ${to}::date
      group by level, account_external_id, date`,
  );

/**
 * What is known to be missing from the sums: what campaigns with deleted ads have beyond their ads, all of campaigns
 * that never listed an ad, and what campaigns and ads had before they vanished from the provider's answers.
 */
export const readKnown = (tx: Tx, connectionId: string, { from, to }: DayRange): Promise<KnownRow[]> =>
  rowsOf<KnownRow>(
    tx,
    sql`with ads as (
        select ad.external_id as id, s.parent_external_id as campaign, ad.deleted_at is not null as is_deleted
        from entities ad join entities s on s.connection_id = ad.connection_id and s.kind = 'adset'
          and s.external_id = ad.parent_external_id
        where ad.connection_id = ${connectionId}::uuid and ad.kind = 'ad'),
      campaigns as (select campaign, bool_or(is_deleted) as has_deleted from ads group by campaign),
      sums as (
        select a.campaign, m.date, sum(m.spend_micros) as spend, sum(m.impressions) as impressions, sum(m.clicks) as clicks
        from daily_metrics m join ads a on a.id = m.entity_external_id
        where m.connection_id = ${connectionId}::uuid and m.level = 'ad' and m.date between ${from}::date and ${to}::date
        group by a.campaign, m.date),
      beyond as (
        select case when c.campaign is null then 'without_ads' else 'ads_deleted' end as kind, m.account_external_id, m.date,
          m.spend_micros - coalesce(s.spend, 0) as spend, m.impressions - coalesce(s.impressions, 0) as impressions,
          m.clicks - coalesce(s.clicks, 0) as clicks
        from daily_metrics m left join campaigns c on c.campaign = m.entity_external_id
          left join sums s on s.campaign = m.entity_external_id and s.date = m.date
        where m.connection_id = ${connectionId}::uuid and m.level = 'campaign'
          and m.date between ${from}::date and ${to}::date and (c.campaign is null or c.has_deleted)),
      vanished as (
        select r.level || '_vanished' as kind, m.account_external_id, r.date,
          case r.metric when 'spend' then r.old_value end as spend,
          case r.metric when 'impressions' then r.old_value end as impressions,
          case r.metric when 'clicks' then r.old_value end as clicks
        from metric_revisions r join daily_metrics m on m.connection_id = r.connection_id and m.level = r.level
          and m.entity_external_id = r.entity_external_id and m.date = r.date
        where r.connection_id = ${connectionId}::uuid and r.cause = 'deletion' and r.level in ('campaign', 'ad')
          and r.date between ${from}::date and ${to}::date and coalesce(m.spend_micros, 0) = 0 and coalesce(m.impressions, 0) = 0)
      select kind, account_external_id as account_id, date::text as day, sum(spend)::text as spend,
        sum(impressions)::text as impressions, sum(clicks)::text as clicks
      from (select * from beyond union all select * from vanished) known
      group by kind, account_external_id, date`,
  );

/** Which run last read each range of days to its end, newest reading first. */
export async function readReadings(tx: Tx, connectionId: string): Promise<Reading[]> {
  const rows = await rowsOf<{ stream: string; partition: string; run_id: string }>(
    tx,
    sql`select stream, partition, run_id from checkpoints where connection_id = ${connectionId}::uuid and complete
      and stream in ('account_metrics', 'campaign_metrics', 'ad_metrics') order by updated_at desc`,
  );
  return rows.flatMap(({ stream, partition, run_id }) => {
    const parts = /^(.*):(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(partition);
    const [, account_id, from, to] = parts ?? [];
    return account_id && from && to ? [{ stream, account_id, from, to, run_id }] : [];
  });
}
