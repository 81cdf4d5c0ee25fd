import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "@/lib/db/transaction";
import { addDays, dayIn } from "@/lib/domain/day";
import { MarketStream } from "@/lib/domain/stream";
import type { Provider } from "@/lib/providers/contract";
import type { Deriving } from "../derived";
import { unreadCode, unreadDays } from "../unread-days";

/**
 * Streams of an account that a rule can trust: offered, read to the end at least once, and without days that failed or
 * brought nothing and were not read since. What was never read looks like what never happened.
 */
export async function readyStreams(
  tx: Tx,
  { lease: { connectionId }, slice: { account }, at }: Deriving,
  { streams, limits }: Provider,
): Promise<Set<MarketStream>> {
  const accountExternalId = account.externalId;
  // What is older is read by no sync any more.
  const first = addDays(dayIn(account.timezone, at), 1 - limits.firstSyncDays);
  const lacking = sql`u.account_external_id = ${accountExternalId} and (u.status = 'failed' or u.error_code = ${unreadCode})`;
  const rows = await rowsOf<{ stream: MarketStream }>(
    tx,
    sql`select distinct c.stream from checkpoints c
    where c.connection_id = ${connectionId}::uuid and c.complete and starts_with(c.partition, ${`${accountExternalId}:`})
      and c.stream not in (select stream from (${unreadDays(connectionId, first, lacking)}) unread)`,
  );
  const read = new Set(rows.map(({ stream }) => stream));
  return new Set(MarketStream.options.filter((stream) => streams[stream] !== undefined && read.has(stream)));
}
