import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { MarketStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import type { Lease } from "../step";

const unread = (connectionId: string, accountExternalId: string): SQL => sql`
  select s.stream, s.from_day, s.to_day, s.queued_at from sync_slices s join sync_runs r on r.id = s.run_id
  where r.connection_id = ${connectionId}::uuid and s.account_external_id = ${accountExternalId} and s.status = 'failed'`;

/**
 * Streams of an account that a rule can trust: offered, read to the end at least once, and without days that failed and
 * were not read since. What was never read looks like what never happened.
 */
export async function readyStreams(
  tx: Tx,
  { connectionId }: Lease,
  accountExternalId: string,
  { streams }: Provider,
): Promise<Set<MarketStream>> {
  const rows = await rowsOf<{ stream: MarketStream }>(
    tx,
    sql`with unread as (${unread(connectionId, accountExternalId)})
    select distinct c.stream from checkpoints c
    where c.connection_id = ${connectionId}::uuid and c.complete and starts_with(c.partition, ${`${accountExternalId}:`})
      and not exists (
        select 1 from unread u where u.stream = c.stream and not exists (
          select 1 from sync_slices d join sync_runs r on r.id = d.run_id
          where r.connection_id = ${connectionId}::uuid and d.account_external_id = ${accountExternalId}
            and d.stream = u.stream and d.status = 'done' and d.since is null
            and d.from_day <= u.from_day and d.to_day >= u.to_day and d.finished_at > u.queued_at))`,
  );
  const read = new Set(rows.map(({ stream }) => stream));
  return new Set(MarketStream.options.filter((stream) => streams[stream] !== undefined && read.has(stream)));
}
