import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { addDays, type Day, dayIn } from "@/lib/domain/day";
import { MarketStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import type { Deriving } from "../derived";
import { kindOf } from "../streams";

type Account = { connectionId: string; accountExternalId: string };

const slicesOf = ({ connectionId, accountExternalId }: Account): SQL => sql`
  select s.* from sync_slices s join sync_runs r on r.id = s.run_id
  where r.connection_id = ${connectionId}::uuid and s.account_external_id = ${accountExternalId}`;

/**
 * Days that failed and that no later slice has read to its end, from `first` on. The pieces of a history lie elsewhere
 * every day, so the days are looked at one by one; of a listing any later one tells all there is.
 */
const unread = (account: Account, first: Day): SQL => {
  const listings = MarketStream.options.filter((stream) => kindOf(stream).isListing);
  return sql`
  select u.stream from (${slicesOf(account)}) u, generate_series(greatest(u.from_day, ${first}::date), u.to_day, '1 day') day
  where u.status = 'failed' and not exists (
    select 1 from (${slicesOf(account)}) d
    where d.stream = u.stream and d.status = 'done' and d.since is null and d.finished_at > u.queued_at
      and (d.from_day <= day and d.to_day >= day or d.stream in ${listings}))`;
};

/**
 * Streams of an account that a rule can trust: offered, read to the end at least once, and without days that failed and
 * were not read since. What was never read looks like what never happened.
 */
export async function readyStreams(
  tx: Tx,
  { lease: { connectionId }, slice: { account }, at }: Deriving,
  { streams, limits }: Provider,
): Promise<Set<MarketStream>> {
  const accountExternalId = account.externalId;
  // What is older is read by no sync any more.
  const first = addDays(dayIn(account.timezone, at), 1 - limits.firstSyncDays);
  const rows = await rowsOf<{ stream: MarketStream }>(
    tx,
    sql`select distinct c.stream from checkpoints c
    where c.connection_id = ${connectionId}::uuid and c.complete and starts_with(c.partition, ${`${accountExternalId}:`})
      and c.stream not in (${unread({ connectionId, accountExternalId }, first)})`,
  );
  const read = new Set(rows.map(({ stream }) => stream));
  return new Set(MarketStream.options.filter((stream) => streams[stream] !== undefined && read.has(stream)));
}
