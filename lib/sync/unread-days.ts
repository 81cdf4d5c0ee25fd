import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import type { Day } from "@/lib/domain/day";
import { MarketStream } from "@/lib/domain/stream";
import { kindOf } from "./streams";

/** What a slice's error is called whose vendor gave nothing that can be trusted. */
export const unreadCode = "unread";

const listings = MarketStream.options.filter((stream) => kindOf(stream).isListing);

const slicesOf = (connectionId: string): SQL =>
  sql`select s.* from sync_slices s join sync_runs r on r.id = s.run_id where r.connection_id = ${connectionId}::uuid`;

/**
 * Days that `lacking` slices did not read and that no later one has read to its end, from `first` on, by account and
 * stream. The pieces of a history lie elsewhere every day, so the days are looked at one by one; of a listing any later
 * one tells all there is.
 */
export const unreadDays = (connectionId: string, first: Day, lacking: SQL): SQL => sql`
  select u.account_external_id, u.stream, day::date as day
  from (${slicesOf(connectionId)}) u, generate_series(greatest(u.from_day, ${first}::date), u.to_day, '1 day') day
  where ${lacking} and not exists (
    select 1 from (${slicesOf(connectionId)}) d
    where d.account_external_id = u.account_external_id and d.stream = u.stream and d.status = 'done' and d.since is null
      and d.run_id <> u.run_id and d.finished_at >= u.queued_at
      and (d.from_day <= day and d.to_day >= day or d.stream in ${listings}))`;

export type Unread = Map<string, Partial<Record<MarketStream, Day>>>;

/** The oldest day of each stream, by account, that its vendor gave nothing for and that is to be asked for again. */
export async function readUnread(tx: Tx, connectionId: string, first: Day): Promise<Unread> {
  const rows = await rowsOf<{ account: string; stream: MarketStream; day: Day }>(
    tx,
    sql`select account_external_id as account, stream, min(day)::text as day
        from (${unreadDays(connectionId, first, sql`u.error_code = ${unreadCode}`)}) unread group by 1, 2`,
  );
  const all: Unread = new Map();
  for (const { account, stream, day } of rows) all.set(account, { ...all.get(account), [stream]: day });
  return all;
}
